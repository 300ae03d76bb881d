namespace EntryModel.Generic;

/// <summary>kernel/entry/common.c, include/linux/hardirq.h: entry and exit of whatever may interrupt anything.</summary>
internal static class IrqEntryNmi
{
    /// <summary>irqentry_nmi_enter(): the preempt count first, so that everybody below can ask in_nmi().</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static IrqentryState IrqentryNmiEnter(Cpu cpu)
    {
        Trace.Enter(cpu, Step.IrqentryNmiEnter);
        var state = new IrqentryState { Lockdep = LockdepHardirqsEnabled(cpu) };

        NmiEnter(cpu);
        LockdepHardirqsOff(cpu);
        LockdepHardirqEnter(cpu);
        CtNmiEnter(cpu);

        InstrumentationBegin(cpu);
        KmsanUnpoisonEntryRegs(cpu);
        TraceHardirqsOffFinish(cpu);
        FtraceNmiEnter(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
        return state;
    }

    /// <summary>irqentry_nmi_exit(): the mirror image; lockdep is switched on only if the NMI found it on.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void IrqentryNmiExit(Cpu cpu, [Consumes] IrqentryState state)
    {
        Trace.Enter(cpu, Step.IrqentryNmiExit);
        InstrumentationBegin(cpu);
        FtraceNmiExit(cpu);
        if (state.Lockdep)
        {
            TraceHardirqsOnPrepare(cpu);
            LockdepHardirqsOnPrepare(cpu);
        }

        InstrumentationEnd(cpu);

        CtNmiExit(cpu);
        LockdepHardirqExit(cpu);
        if (state.Lockdep)
            LockdepHardirqsOn(cpu);
        NmiExit(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>__nmi_enter()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void NmiEnter(Cpu cpu)
    {
        Trace.Enter(cpu, Step.NmiEnter);
        TurnLockdepOff(cpu);
        ArchNmiEnter();
        Warn.On(cpu, (cpu.PreemptCount & NmiMask) == NmiMask, Violation.NmiNestingTooDeep);
        RawPreemptCountAdd(cpu, NmiOffset + HardirqOffset);
        Trace.Leave(cpu);
    }

    /// <summary>__nmi_exit()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void NmiExit(Cpu cpu)
    {
        Trace.Enter(cpu, Step.NmiExit);
        Warn.On(cpu, !InNmi(cpu), Violation.NotInNmi);
        RawPreemptCountSub(cpu, NmiOffset + HardirqOffset);
        ArchNmiExit();
        TurnLockdepOn(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>arch_nmi_enter(): nothing on x86.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void ArchNmiEnter()
    {
    }

    /// <summary>arch_nmi_exit(): nothing on x86.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void ArchNmiExit()
    {
    }
}
