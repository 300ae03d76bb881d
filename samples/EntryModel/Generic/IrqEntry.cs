namespace EntryModel.Generic;

/// <summary>kernel/entry/common.c: entry and exit of interrupts, and of exceptions that behave like them.</summary>
internal static class IrqEntry
{
    [Kernel("irqentry_enter_from_user_mode", "kernel/entry/common.c")]
    [NoInstr, Requires(IrqState.Disabled, Origin.User), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    internal static void IrqentryEnterFromUserMode(Cpu cpu, in PtRegs regs) => EnterFromUserMode(cpu, in regs);

    [Kernel("irqentry_exit_to_user_mode", "kernel/entry/common.c")]
    [NoInstr, Requires(IrqState.Disabled), Forbids(EntryState.HardIrq), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    internal static void IrqentryExitToUserMode(Cpu cpu)
    {
        InstrumentationScope.Begin();
        ExitToUserModePrepare(cpu);
        InstrumentationScope.End();
        ExitToUserMode(cpu);
    }

    /// <summary>
    /// From the idle task RCU may or may not watch, so ct_irq_enter() finds out and the token says that the exit must undo it; everywhere
    /// else in the kernel it watches.
    /// </summary>
    [Kernel("irqentry_enter", "kernel/entry/common.c")]
    [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Establishes(Owed.Return)]
    internal static IrqentryState IrqentryEnter(Cpu cpu, in PtRegs regs)
    {
        var state = RcuWatched();
        OwesReturn(cpu);

        if (UserMode(in regs))
        {
            IrqentryEnterFromUserMode(cpu, in regs);
            return state;
        }

        if (RcuMayNotWatch(cpu))
        {
            LockdepHardirqsOff(cpu);
            CtIrqEnter(cpu);
            InstrumentationScope.Begin();
            KmsanUnpoisonEntryRegs(cpu);
            TraceHardirqsOffFinish(cpu);
            InstrumentationScope.End();

            KeepNesting(cpu, ref state);
            return state;
        }

        LockdepHardirqsOff(cpu);
        InstrumentationScope.Begin();
        KmsanUnpoisonEntryRegs(cpu);
        RcuIrqEnterCheckTick(cpu);
        TraceHardirqsOffFinish(cpu);
        InstrumentationScope.End();
        return state;
    }

    [Kernel("irqentry_exit", "kernel/entry/common.c")]
    [NoInstr, Requires(IrqState.Disabled), Forbids(EntryState.HardIrq), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Revokes(Owed.Return)]
    internal static void IrqentryExit(Cpu cpu, in PtRegs regs, [Consumes] IrqentryState state)
    {
        LockdepAssertIrqsDisabled(cpu);

        if (UserMode(in regs))
        {
            IrqentryExitToUserMode(cpu);
            ResumesUser(cpu);
        }
        else if (!RegsIrqsDisabled(in regs))
        {
            // Back into an extended quiescent state: no rescheduling, and the two steps of lockdep around RCU's end.
            if (ExitsRcu(in state))
            {
                InstrumentationScope.Begin();
                TraceHardirqsOnPrepare(cpu);
                LockdepHardirqsOnPrepare(cpu);
                InstrumentationScope.End();
                TakeNesting(cpu);
                CtIrqExit(cpu);
                LockdepHardirqsOn(cpu);
                ResumesIdleIrqsOn(cpu);
                return;
            }

            InstrumentationScope.Begin();
            if (cpu.Config.Preemption)
                IrqentryExitCondResched(cpu);
            TraceHardirqsOn(cpu);
            InstrumentationScope.End();
            ResumesIrqsOn(cpu);
        }
        else if (ExitsRcu(in state))
        {
            TakeNesting(cpu);
            CtIrqExit(cpu);
            ResumesIdleIrqsOff(cpu);
        }
        else
        {
            ResumesIrqsOff(cpu);
        }
    }

    /// <summary>The token is made here, so that whoever loses it is told.</summary>
    [AlwaysInline]
    private static IrqentryState RcuWatched() => new() { ExitRcu = false };

    /// <summary>Tiny RCU watches always, and the other one everywhere but in the idle task and in what an architecture adds.</summary>
    [AlwaysInline, Primitive, Requires(Origin.Kernel), HoldsWhen(false, EntryState.Rcu)]
    private static bool RcuMayNotWatch(Cpu cpu) => !cpu.Config.TinyRcu && (IsIdleTask(cpu) || ArchInRcuEqs(cpu));

    [Kernel("arch_in_rcu_eqs", "include/linux/irq-entry-common.h")]
    [AlwaysInline]
    internal static bool ArchInRcuEqs(Cpu cpu) => false;

    [AlwaysInline, Primitive, Pure, HoldsWhen(true, Origin.User, Exact = true), HoldsWhen(false, Origin.Kernel, Exact = true)]
    internal static bool UserMode(in PtRegs regs) => regs.UserMode;

    [AlwaysInline, Pure, HoldsWhen(true, Found.IrqsOff), HoldsWhen(false, Found.IrqsOn)]
    internal static bool RegsIrqsDisabled(in PtRegs regs) => !regs.IrqsEnabled;
}
