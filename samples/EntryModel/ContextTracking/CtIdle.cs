namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c: the idle task.</summary>
internal static class CtIdle
{
    /// <summary>ct_idle_enter()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtIdleEnter(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtIdleEnter);
        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        CtKernelExit(cpu, CtState.Idle);
        Trace.Leave(cpu);
    }

    /// <summary>ct_idle_exit()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtIdleExit(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtIdleExit);
        var flags = RawLocalIrqSave(cpu);
        CtKernelEnter(cpu, CtState.Kernel);
        RawLocalIrqRestore(cpu, flags);
        Trace.Leave(cpu);
    }
}
