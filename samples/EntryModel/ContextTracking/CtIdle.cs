namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c: the idle task.</summary>
internal static class CtIdle
{
    [Kernel("ct_idle_enter", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Rcu)]
    internal static void CtIdleEnter(Cpu cpu)
    {
        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        CtKernelExit(cpu, CtState.Idle);
    }

    [Kernel("ct_idle_exit", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)]
    internal static void CtIdleExit(Cpu cpu)
    {
        var flags = RawLocalIrqSave(cpu);
        CtKernelEnter(cpu, CtState.Kernel);
        RawLocalIrqRestore(cpu, flags);
    }
}
