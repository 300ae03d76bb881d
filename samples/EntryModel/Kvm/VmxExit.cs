namespace EntryModel.Kvm;

/// <summary>
/// arch/x86/kvm/vmx/vmx.c: what ended the run, as far as it must be dealt with before interrupts are enabled. The hardware has acknowledged an
/// interrupt already, so KVM calls its handler as an interrupt gate would.
/// </summary>
internal static class VmxExit
{
    [Kernel("vmx_handle_exit_irqoff", "arch/x86/kvm/vmx/vmx.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void VmxHandleExitIrqoff(Cpu cpu)
    {
        if (cpu.VmExit == VmExit.ExternalInterrupt)
            HandleExternalInterruptIrqoff(cpu);
        else if (cpu.VmExit is VmExit.PageFault or VmExit.DeviceNotAvailable or VmExit.MachineCheck)
            HandleExceptionIrqoff(cpu);
    }

    [Kernel("handle_external_interrupt_irqoff", "arch/x86/kvm/vmx/vmx.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    private static void HandleExternalInterruptIrqoff(Cpu cpu)
    {
        KvmBeforeInterrupt(cpu);
        if (cpu.Config.Fred)
            FredEntryFromKvm(cpu, FredEvent.ExtInt, Vector.Device);
        else
            VmxDoInterruptIrqoff(cpu);
        KvmAfterInterrupt(cpu);
    }

    [Kernel("handle_exception_irqoff", "arch/x86/kvm/vmx/vmx.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    private static void HandleExceptionIrqoff(Cpu cpu)
    {
        if (cpu.VmExit == VmExit.PageFault)
            KvmReadAndResetApfFlags(cpu);
        else if (cpu.VmExit == VmExit.DeviceNotAvailable)
            HandleNmFaultIrqoff(cpu);
        else if (cpu.VmExit == VmExit.MachineCheck)
            KvmMachineCheck(cpu);
    }

    private static void HandleNmFaultIrqoff(Cpu cpu) => Work(cpu);
}
