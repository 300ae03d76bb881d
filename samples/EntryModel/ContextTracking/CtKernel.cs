namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c: where RCU starts and stops watching this CPU.</summary>
internal static class CtKernel
{
    /// <summary>CT_NESTING_IRQ_NONIDLE: so large that no nesting of interrupts returns to zero.</summary>
    internal const int NestingIrqNonIdle = int.MaxValue / 2 + 1;

    /// <summary>Where RCU watches already, only the nesting grows.</summary>
    [Kernel("ct_kernel_enter", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)]
    internal static void CtKernelEnter(Cpu cpu, CtState state)
    {
        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        if (CtIsNested(cpu))
        {
            CtNestingInc(cpu);
            return;
        }

        RcuTaskEnter(cpu);
        CtKernelEnterState(cpu, state);

        InstrumentationScope.Begin();
        InstrumentAtomicWrite(cpu);
        TraceRcuWatching(cpu);
        Warn.On(cpu, cpu.CtNmiNesting != 0, Violation.ContextTrackingNesting);
        CtNestingBegin(cpu);
        InstrumentationScope.End();
    }

    [Kernel("ct_kernel_exit", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Rcu)]
    internal static void CtKernelExit(Cpu cpu, CtState state)
    {
        Warn.On(cpu, cpu.CtNmiNesting != NestingIrqNonIdle, Violation.ContextTrackingNesting);
        cpu.CtNmiNesting = 0;
        if (CtStaysNested(cpu))
        {
            CtNestingDec(cpu);
            return;
        }

        InstrumentationScope.Begin();
        LockdepAssertIrqsDisabled(cpu);
        TraceRcuWatching(cpu);
        Warn.On(cpu, cpu.CtNesting != 1, Violation.ContextTrackingNesting);
        RcuPreemptDeferredQs(cpu);
        InstrumentAtomicWrite(cpu);
        InstrumentationScope.End();

        cpu.CtNesting = 0;
        CtKernelExitState(cpu, state);
        RcuTaskExit(cpu);
    }

    /// <summary>One atomic addition changes the state and makes RCU watch.</summary>
    [Kernel("ct_kernel_enter_state", "kernel/context_tracking.c")]
    [NoInstr, Establishes(EntryState.Rcu, CtNesting.Uncounted)]
    internal static void CtKernelEnterState(Cpu cpu, CtState state)
    {
        var wasWatching = cpu.RcuWatching;
        CtStateIncToWatching(cpu, state);
        CtBeginUncounted(cpu);
        RcuTaskTraceHeavyweightExit(cpu);
        Warn.On(cpu, wasWatching, Violation.RcuAlreadyWatching);
    }

    [Kernel("ct_kernel_exit_state", "kernel/context_tracking.c")]
    [NoInstr, Revokes(EntryState.Rcu)]
    internal static void CtKernelExitState(Cpu cpu, CtState state)
    {
        RcuTaskTraceHeavyweightEnter(cpu);
        Warn.On(cpu, !cpu.RcuWatching, Violation.RcuNotWatching);
        CtStateIncFromWatching(cpu, state);
    }

    [Kernel("ct_state_inc", "include/linux/context_tracking.h")]
    [AlwaysInline, Establishes(EntryState.Rcu)]
    internal static void CtStateIncToWatching(Cpu cpu, CtState state)
    {
        Step(cpu);
        BeginToWatch(cpu, state);
    }

    /// <summary>The same addition: RCU watches at every second value.</summary>
    [Kernel("ct_state_inc")]
    [AlwaysInline, Revokes(EntryState.Rcu)]
    internal static void CtStateIncFromWatching(Cpu cpu, CtState state)
    {
        Step(cpu);
        CeaseToWatch(cpu, state);
    }

    /// <summary>Nothing where tasks-trace RCU reads without memory barriers.</summary>
    [Kernel("rcu_task_trace_heavyweight_enter", "kernel/context_tracking.c")]
    [AlwaysInline]
    internal static void RcuTaskTraceHeavyweightEnter(Cpu cpu)
    {
    }

    [Kernel("rcu_task_trace_heavyweight_exit", "kernel/context_tracking.c")]
    [AlwaysInline]
    internal static void RcuTaskTraceHeavyweightExit(Cpu cpu)
    {
    }
}
