namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c: interrupts and NMIs, which may or may not find RCU watching.</summary>
internal static class CtNmi
{
    [Kernel("ct_irq_enter", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Rcu), Establishes(CtNesting.Irq)]
    internal static void CtIrqEnter(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        CtNmiEnter(cpu);
    }

    [Kernel("ct_irq_exit", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Rcu), Revokes(CtNesting.Irq)]
    internal static void CtIrqExit(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        CtNmiExit(cpu);
    }

    [Kernel("ct_irq_enter_irqson", "kernel/context_tracking.c")]
    [Requires(EntryState.Rcu), Establishes(CtNesting.Irq)]
    internal static void CtIrqEnterIrqson(Cpu cpu)
    {
        var flags = LocalIrqSave(cpu);
        CtIrqEnter(cpu);
        LocalIrqRestore(cpu, flags);
    }

    [Kernel("ct_irq_exit_irqson", "kernel/context_tracking.c")]
    [Requires(EntryState.Rcu), Revokes(CtNesting.Irq)]
    internal static void CtIrqExitIrqson(Cpu cpu)
    {
        var flags = LocalIrqSave(cpu);
        CtIrqExit(cpu);
#pragma warning disable NOINSTR401 // The kernel has it so: the flag is restored, which may be traced, when RCU may have stopped watching.
        LocalIrqRestore(cpu, flags);
#pragma warning restore NOINSTR401
    }

    /// <summary>Each of the three branches opens the region that is closed once below them.</summary>
    [Kernel("ct_nmi_enter", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Rcu), Establishes(CtNesting.Irq)]
    internal static void CtNmiEnter(Cpu cpu)
    {
        var increment = 2;
        Warn.On(cpu, cpu.CtNmiNesting < 0, Violation.ContextTrackingNesting);

        if (!RcuIsWatchingCurrCpu(cpu))
        {
            if (!InNmi(cpu))
                RcuTaskEnter(cpu);

            CtKernelEnterState(cpu, cpu.CtState);

            InstrumentationScope.Begin();
            InstrumentAtomicRead(cpu);
            InstrumentAtomicWrite(cpu);

            increment = CtFirstIncrement(cpu);
        }
        else if (!InNmi(cpu))
        {
            InstrumentationScope.Begin();
            RcuIrqEnterCheckTick(cpu);
        }
        else
        {
            InstrumentationScope.Begin();
        }

        TraceRcuWatching(cpu);
        InstrumentationScope.End();
        CtNmiNestingAdd(cpu, increment);
    }

    /// <summary>The region is opened once and closed on two paths.</summary>
    [Kernel("ct_nmi_exit", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Rcu), Revokes(CtNesting.Irq)]
    internal static void CtNmiExit(Cpu cpu)
    {
        InstrumentationScope.Begin();
        Warn.On(cpu, cpu.CtNmiNesting <= 0, Violation.ContextTrackingNesting);
        Warn.On(cpu, !RcuIsWatchingCurrCpu(cpu), Violation.RcuNotWatching);

        if (CtNmiIsNested(cpu))
            CtNmiExitNested(cpu);
        else
            CtNmiExitOutermost(cpu);
    }

    /// <summary>RCU watched before, so it goes on watching. The kernel has no function for either half: each has a contract here, since each does something else to RCU.</summary>
    [AlwaysInline, Requires(IrqState.Disabled, EntryState.Rcu), Revokes(CtNesting.Irq)]
    private static void CtNmiExitNested(Cpu cpu)
    {
        TraceRcuWatching(cpu);
        CtNmiNestingSub(cpu);
        InstrumentationScope.End();
    }

    [AlwaysInline, Requires(IrqState.Disabled), Revokes(CtNesting.Irq, EntryState.Rcu)]
    private static void CtNmiExitOutermost(Cpu cpu)
    {
        TraceRcuWatching(cpu);
        CtNmiNestingEnd(cpu);
        InstrumentAtomicWrite(cpu);
        InstrumentationScope.End();

        CtKernelExitState(cpu, cpu.CtState);
        if (!InNmi(cpu))
            RcuTaskExit(cpu);
    }

    /// <summary>Whether there is one more is what the token says from here on.</summary>
    [AlwaysInline, Primitive, Revokes(CtNesting.Irq)]
    internal static void KeepNesting(Cpu cpu, ref IrqentryState state) => state.ExitRcu = true;

    /// <summary>The token has said that there is one more.</summary>
    [AlwaysInline, Primitive, Requires(Found.RcuMayNotWatch), Establishes(CtNesting.Irq)]
    internal static void TakeNesting(Cpu cpu)
    {
    }
}
