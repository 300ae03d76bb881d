namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c: interrupts and NMIs, which may or may not find RCU watching.</summary>
internal static class CtNmi
{
    /// <summary>ct_irq_enter()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtIrqEnter(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtIrqEnter);
        LockdepAssertIrqsDisabled(cpu);
        CtNmiEnter(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>ct_irq_exit()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtIrqExit(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtIrqExit);
        LockdepAssertIrqsDisabled(cpu);
        CtNmiExit(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>ct_nmi_enter(): each of the three branches opens the region that is closed once below them.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtNmiEnter(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtNmiEnter);
        var increment = 2;
        Warn.On(cpu, cpu.CtNmiNesting < 0, Violation.ContextTrackingNesting);

        if (!RcuIsWatchingCurrCpu(cpu))
        {
            if (!InNmi(cpu))
                RcuTaskEnter(cpu);

            CtKernelEnterState(cpu, cpu.CtState);

            InstrumentationBegin(cpu);
            InstrumentAtomicRead(cpu);
            InstrumentAtomicWrite(cpu);

            increment = 1;
        }
        else if (!InNmi(cpu))
        {
            InstrumentationBegin(cpu);
            RcuIrqEnterCheckTick(cpu);
        }
        else
        {
            InstrumentationBegin(cpu);
        }

        TraceRcuWatching(cpu);
        InstrumentationEnd(cpu);
        cpu.CtNmiNesting += increment;
        Trace.Leave(cpu);
    }

    /// <summary>ct_nmi_exit(): the region is opened once and closed on two paths.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtNmiExit(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtNmiExit);
        InstrumentationBegin(cpu);
        Warn.On(cpu, cpu.CtNmiNesting <= 0, Violation.ContextTrackingNesting);
        Warn.On(cpu, !RcuIsWatchingCurrCpu(cpu), Violation.RcuNotWatching);

        // RCU watched before, so it goes on watching.
        if (cpu.CtNmiNesting != 1)
        {
            TraceRcuWatching(cpu);
            cpu.CtNmiNesting -= 2;
            InstrumentationEnd(cpu);
            Trace.Leave(cpu);
            return;
        }

        TraceRcuWatching(cpu);
        cpu.CtNmiNesting = 0;
        InstrumentAtomicWrite(cpu);
        InstrumentationEnd(cpu);

        CtKernelExitState(cpu, cpu.CtState);
        if (!InNmi(cpu))
            RcuTaskExit(cpu);
        Trace.Leave(cpu);
    }
}
