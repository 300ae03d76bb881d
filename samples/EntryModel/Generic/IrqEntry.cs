namespace EntryModel.Generic;

/// <summary>kernel/entry/common.c: entry and exit of interrupts, and of exceptions that behave like them.</summary>
internal static class IrqEntry
{
    /// <summary>irqentry_enter_from_user_mode()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void IrqentryEnterFromUserMode(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.IrqentryEnterFromUserMode);
        EnterFromUserMode(cpu, in regs);
        Trace.Leave(cpu);
    }

    /// <summary>irqentry_exit_to_user_mode()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void IrqentryExitToUserMode(Cpu cpu)
    {
        Trace.Enter(cpu, Step.IrqentryExitToUserMode);
        InstrumentationBegin(cpu);
        ExitToUserModePrepare(cpu);
        InstrumentationEnd(cpu);
        ExitToUserMode(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>
    /// irqentry_enter(). From the idle task RCU may or may not watch, so ct_irq_enter() finds out and the token says
    /// that the exit must undo it; everywhere else in the kernel it watches.
    /// </summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static IrqentryState IrqentryEnter(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.IrqentryEnter);
        var state = new IrqentryState { ExitRcu = false };

        if (regs.UserMode)
        {
            IrqentryEnterFromUserMode(cpu, in regs);
            Trace.Leave(cpu);
            return state;
        }

        if (!cpu.Config.TinyRcu && (cpu.IsIdleTask || ArchInRcuEqs()))
        {
            LockdepHardirqsOff(cpu);
            CtIrqEnter(cpu);
            InstrumentationBegin(cpu);
            KmsanUnpoisonEntryRegs(cpu);
            TraceHardirqsOffFinish(cpu);
            InstrumentationEnd(cpu);

            state.ExitRcu = true;
            Trace.Leave(cpu);
            return state;
        }

        LockdepHardirqsOff(cpu);
        InstrumentationBegin(cpu);
        KmsanUnpoisonEntryRegs(cpu);
        RcuIrqEnterCheckTick(cpu);
        TraceHardirqsOffFinish(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
        return state;
    }

    /// <summary>irqentry_exit()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void IrqentryExit(Cpu cpu, in PtRegs regs, [Consumes] IrqentryState state)
    {
        Trace.Enter(cpu, Step.IrqentryExit);
        LockdepAssertIrqsDisabled(cpu);

        if (regs.UserMode)
        {
            IrqentryExitToUserMode(cpu);
        }
        else if (regs.IrqsEnabled)
        {
            // Back into an extended quiescent state: no rescheduling, and the two steps of lockdep around RCU's end.
            if (state.ExitRcu)
            {
                InstrumentationBegin(cpu);
                TraceHardirqsOnPrepare(cpu);
                LockdepHardirqsOnPrepare(cpu);
                InstrumentationEnd(cpu);
                CtIrqExit(cpu);
                LockdepHardirqsOn(cpu);
                Trace.Leave(cpu);
                return;
            }

            InstrumentationBegin(cpu);
            if (cpu.Config.Preemption)
                IrqentryExitCondResched(cpu);
            TraceHardirqsOn(cpu);
            InstrumentationEnd(cpu);
        }
        else if (state.ExitRcu)
        {
            CtIrqExit(cpu);
        }

        Trace.Leave(cpu);
    }

    /// <summary>arch_in_rcu_eqs()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool ArchInRcuEqs() => false;
}
