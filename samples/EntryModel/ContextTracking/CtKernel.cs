namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c: where RCU starts and stops watching this CPU.</summary>
internal static class CtKernel
{
    /// <summary>CT_NESTING_IRQ_NONIDLE: so large that no nesting of interrupts returns to zero.</summary>
    internal const int NestingIrqNonIdle = int.MaxValue / 2 + 1;

    /// <summary>ct_kernel_enter()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtKernelEnter(Cpu cpu, CtState state)
    {
        Trace.Enter(cpu, Step.CtKernelEnter);
        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        if (cpu.CtNesting != 0)
        {
            cpu.CtNesting++;
            Trace.Leave(cpu);
            return;
        }

        RcuTaskEnter(cpu);
        CtKernelEnterState(cpu, state);

        InstrumentationBegin(cpu);
        InstrumentAtomicWrite(cpu);
        TraceRcuWatching(cpu);
        cpu.CtNesting = 1;
        Warn.On(cpu, cpu.CtNmiNesting != 0, Violation.ContextTrackingNesting);
        cpu.CtNmiNesting = NestingIrqNonIdle;
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>ct_kernel_exit()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtKernelExit(Cpu cpu, CtState state)
    {
        Trace.Enter(cpu, Step.CtKernelExit);
        Warn.On(cpu, cpu.CtNmiNesting != NestingIrqNonIdle, Violation.ContextTrackingNesting);
        cpu.CtNmiNesting = 0;
        if (cpu.CtNesting != 1)
        {
            cpu.CtNesting--;
            Trace.Leave(cpu);
            return;
        }

        InstrumentationBegin(cpu);
        LockdepAssertIrqsDisabled(cpu);
        TraceRcuWatching(cpu);
        RcuPreemptDeferredQs(cpu);
        InstrumentAtomicWrite(cpu);
        InstrumentationEnd(cpu);

        cpu.CtNesting = 0;
        CtKernelExitState(cpu, state);
        RcuTaskExit(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>ct_kernel_enter_state(): one atomic addition changes the state and makes RCU watch.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtKernelEnterState(Cpu cpu, CtState state)
    {
        Trace.Record(cpu, Step.CtKernelEnterState);
        Warn.On(cpu, cpu.RcuWatching, Violation.RcuAlreadyWatching);
        cpu.RcuWatching = true;
        cpu.CtState = state;
    }

    /// <summary>ct_kernel_exit_state()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtKernelExitState(Cpu cpu, CtState state)
    {
        Trace.Record(cpu, Step.CtKernelExitState);
        Warn.On(cpu, !RcuIsWatchingCurrCpu(cpu), Violation.RcuNotWatching);
        cpu.RcuWatching = false;
        cpu.CtState = state;
    }
}
