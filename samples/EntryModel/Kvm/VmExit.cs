namespace EntryModel.Kvm;

/// <summary>Why the guest's run has ended.</summary>
internal enum VmExit : byte
{
    Hypercall,
    ExternalInterrupt,
    Nmi,
    PageFault,
    DeviceNotAvailable,
    MachineCheck,
    MachineCheckDuringEntry,
}
