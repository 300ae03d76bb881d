namespace EntryModel.Machine;

/// <summary>The state that every entry path has to leave as it found it.</summary>
internal readonly record struct Snapshot(
    bool IrqsEnabled,
    bool GlobalInterruptFlag,
    ulong Cr2,
    ulong Dr7,
    int PreemptCount,
    bool HardirqsEnabled,
    int HardirqContext,
    int SoftirqContext,
    int LockdepRecursion,
    int LockdepOff,
    bool TracingIrqCpu,
    bool RcuWatching,
    CtState CtState,
    int CtNesting,
    int CtNmiNesting,
    int CtRecursion,
    bool IsVcpu,
    NmiState NmiState,
    bool HardirqStackInuse,
    bool XenInPreemptibleHcall,
    bool HandlingIntrFromGuest)
{
    internal static Snapshot Of(Cpu cpu) => new(
        cpu.IrqsEnabled,
        cpu.GlobalInterruptFlag,
        cpu.Cr2,
        cpu.Dr7,
        cpu.PreemptCount,
        cpu.HardirqsEnabled,
        cpu.HardirqContext,
        cpu.SoftirqContext,
        cpu.LockdepRecursion,
        cpu.LockdepOff,
        cpu.TracingIrqCpu && !cpu.TracerIsBehind,
        cpu.RcuWatching,
        cpu.CtState,
        cpu.CtNesting,
        cpu.CtNmiNesting,
        cpu.CtRecursion,
        cpu.IsVcpu,
        cpu.NmiState,
        cpu.HardirqStackInuse,
        cpu.XenInPreemptibleHcall,
        cpu.HandlingIntrFromGuest);
}
