namespace EntryModel.Fred;

/// <summary>What kind of event a FRED CPU delivers; with the vector it says which handler to call (EVENT_TYPE_*).</summary>
internal enum FredEvent : byte
{
    ExtInt = 0,
    Nmi = 2,
    HwExc = 3,
    SwInt = 4,
    PrivSwExc = 5,
    SwExc = 6,
    Other = 7,
}

/// <summary>arch/x86/include/asm/trapnr.h, irq_vectors.h</summary>
internal static class Vector
{
    internal const byte DivideError = 0;
    internal const byte Debug = 1;
    internal const byte Nmi = 2;
    internal const byte Int3 = 3;
    internal const byte Overflow = 4;
    internal const byte Bounds = 5;
    internal const byte InvalidOp = 6;
    internal const byte DeviceNotAvailable = 7;
    internal const byte DoubleFault = 8;
    internal const byte InvalidTss = 10;
    internal const byte SegmentNotPresent = 11;
    internal const byte StackSegment = 12;
    internal const byte GeneralProtection = 13;
    internal const byte PageFault = 14;
    internal const byte CoprocessorError = 16;
    internal const byte AlignmentCheck = 17;
    internal const byte MachineCheck = 18;
    internal const byte SimdCoprocessorError = 19;
    internal const byte Virtualization = 20;
    internal const byte ControlProtection = 21;

    /// <summary>FRED_SYSCALL and FRED_SYSENTER, of the type Other.</summary>
    internal const byte FredSyscall = 1;

    /// <inheritdoc cref="FredSyscall"/>
    internal const byte FredSysenter = 2;

    internal const byte FirstExternal = 0x20;
    internal const byte Device = 0x30;
    internal const byte Ia32Syscall = 0x80;
    internal const byte FirstSystem = 0xeb;
    internal const int SystemCount = 256 - FirstSystem;
}
