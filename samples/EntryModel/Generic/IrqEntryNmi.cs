namespace EntryModel.Generic;

/// <summary>kernel/entry/common.c, include/linux/hardirq.h: entry and exit of whatever may interrupt anything.</summary>
internal static class IrqEntryNmi
{
    /// <summary>The preempt count first, so that everybody below can ask in_nmi().</summary>
    [Kernel("irqentry_nmi_enter", "kernel/entry/common.c")]
    [NoInstr, Requires(IrqState.Disabled), Establishes(LockdepState.Off, EntryState.Nmi, LockdepState.Hardirq, CtNesting.Irq)]
    [Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Establishes(Owed.Return, Owed.Tracer)]
    internal static IrqentryState IrqentryNmiEnter(Cpu cpu, in PtRegs regs)
    {
        var state = LockdepFound(cpu);
        OwesReturn(cpu);
        OwesTracer(cpu);

        NmiEnterCore(cpu);
        LockdepHardirqsOff(cpu);
        LockdepHardirqEnter(cpu);
        CtNmiEnter(cpu);

        InstrumentationScope.Begin();
        KmsanUnpoisonEntryRegs(cpu);
        TraceHardirqsOffFinish(cpu);
        FtraceNmiEnter(cpu);
        InstrumentationScope.End();
        return state;
    }

    /// <summary>The mirror image; lockdep is switched on only if the NMI found it on.</summary>
    [Kernel("irqentry_nmi_exit", "kernel/entry/common.c")]
    [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    [Revokes(Owed.Tracer, Owed.Return), Revokes(CtNesting.Irq, LockdepState.Hardirq, EntryState.Nmi, LockdepState.Off)]
    internal static void IrqentryNmiExit(Cpu cpu, in PtRegs regs, [Consumes] IrqentryState state)
    {
        InstrumentationScope.Begin();
        FtraceNmiExit(cpu);
        if (FoundLockdepOn(in state))
        {
            TraceHardirqsOnPrepare(cpu);
            LockdepHardirqsOnPrepare(cpu);
            TracerResumesOn(cpu);
        }
        else
        {
            TracerResumesOff(cpu);
        }

        InstrumentationScope.End();

        CtNmiExit(cpu);
        LockdepHardirqExit(cpu);
        if (FoundLockdepOn(in state))
        {
            LockdepHardirqsOn(cpu);
            LockdepResumesOn(cpu);
        }
        else
        {
            LockdepResumesOff(cpu);
        }

        NmiExitCore(cpu);
    }

    /// <summary>The token is made here, so that whoever loses it is told.</summary>
    [AlwaysInline]
    private static IrqentryState LockdepFound(Cpu cpu) => new() { Lockdep = LockdepHardirqsEnabled(cpu) };

    [Kernel("__nmi_enter", "include/linux/hardirq.h")]
    [AlwaysInline, Establishes(LockdepState.Off, EntryState.Nmi)]
    internal static void NmiEnterCore(Cpu cpu)
    {
        TurnLockdepOff(cpu);
        ArchNmiEnter(cpu);
        Warn.On(cpu, (cpu.PreemptCount & NmiMask) == NmiMask, Violation.NmiNestingTooDeep);
        NmiCountAdd(cpu);
    }

    [Kernel("__nmi_exit", "include/linux/hardirq.h")]
    [AlwaysInline, Revokes(EntryState.Nmi, LockdepState.Off)]
    internal static void NmiExitCore(Cpu cpu)
    {
        Warn.On(cpu, !InNmi(cpu), Violation.NotInNmi);
        NmiCountSub(cpu);
        ArchNmiExit(cpu);
        TurnLockdepOn(cpu);
    }

    /// <summary>For callers that are in the kernel already, and have told lockdep and the tracer.</summary>
    [Kernel("nmi_enter", "include/linux/hardirq.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(LockdepState.Off, EntryState.Nmi, LockdepState.Hardirq, CtNesting.Irq), Ensures(EntryState.Rcu)]
    internal static void NmiEnter(Cpu cpu)
    {
        NmiEnterCore(cpu);
        LockdepHardirqEnter(cpu);
        CtNmiEnter(cpu);
        InstrumentationScope.Begin();
        FtraceNmiEnter(cpu);
        InstrumentationScope.End();
    }

    [Kernel("nmi_exit", "include/linux/hardirq.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Restores(EntryState.Rcu), Revokes(CtNesting.Irq, LockdepState.Hardirq, EntryState.Nmi, LockdepState.Off)]
    internal static void NmiExit(Cpu cpu)
    {
        InstrumentationScope.Begin();
        FtraceNmiExit(cpu);
        InstrumentationScope.End();
        CtNmiExit(cpu);
        LockdepHardirqExit(cpu);
        NmiExitCore(cpu);
    }

    /// <summary>Nothing on x86.</summary>
    [AlwaysInline]
    internal static void ArchNmiEnter(Cpu cpu)
    {
    }

    /// <summary>Nothing on x86.</summary>
    [AlwaysInline]
    internal static void ArchNmiExit(Cpu cpu)
    {
    }
}
