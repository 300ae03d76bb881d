namespace EntryModel.Generic;

/// <summary>
/// kernel/locking/lockdep.c, as far as the interrupt flag goes. Switching the view on takes two steps: the first
/// needs RCU and is instrumentable, the second only stores the flag and is not.
/// </summary>
internal static class Lockdep
{
    [Kernel("lockdep_hardirqs_off", "kernel/locking/lockdep.c")]
    [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep)]
    internal static void LockdepHardirqsOff(Cpu cpu)
    {
        Step(cpu);
        if (!InNmi(cpu) && LockdepIgnoresOff(cpu))
            return;

        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        if (LockdepBelievesOn(cpu))
            NoteHardirqsOff(cpu);
    }

    [Kernel("lockdep_hardirqs_on_prepare", "kernel/locking/lockdep.c")]
    [Requires(EntryState.Rcu)]
    internal static void LockdepHardirqsOnPrepare(Cpu cpu)
    {
        OwesPreparation(cpu);
        Warn.On(cpu, !cpu.RcuWatching, Violation.InstrumentableWithoutRcu);
        Step(cpu);
        if (InNmi(cpu))
        {
            NmiPreparesNothing(cpu);
            return;
        }

        if (LockdepIgnoresOn(cpu))
        {
            PreparesNothing(cpu);
            return;
        }

        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        Warn.On(cpu, cpu.HardirqContext != 0, Violation.InHardirq);
        LockdepRecursionInc(cpu);
        TraceHardirqsOnCaller(cpu);
        NotePrepared(cpu);
        LockdepRecursionFinish(cpu);
    }

    /// <summary>An NMI may hit between the two steps of what it interrupts, so there it checks nothing.</summary>
    [Kernel("lockdep_hardirqs_on", "kernel/locking/lockdep.c")]
    [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Lockdep)]
    internal static void LockdepHardirqsOn(Cpu cpu)
    {
        Step(cpu);
        if (!InNmi(cpu))
        {
            if (LockdepIgnoresOn(cpu))
                return;

            Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
            Warn.On(cpu, !cpu.HardirqsOnPrepared, Violation.LockdepNotPrepared);
            TakePrepared(cpu);
        }

        NoteHardirqsOn(cpu);
    }

    [Kernel("__trace_hardirqs_on_caller", "kernel/locking/lockdep.c")]
    internal static void TraceHardirqsOnCaller(Cpu cpu)
    {
        MarkHeldLocks(cpu);
        if (cpu.SoftirqsEnabled)
            MarkHeldLocks(cpu);
    }

    [Kernel("lockdep_hardirqs_enabled", "include/linux/irqflags.h")]
    [AlwaysInline]
    internal static bool LockdepHardirqsEnabled(Cpu cpu) => cpu.HardirqsEnabled;

    [Kernel("lockdep_hardirq_enter", "include/linux/irqflags.h")]
    [AlwaysInline, Primitive, Establishes(LockdepState.Hardirq)]
    internal static void LockdepHardirqEnter(Cpu cpu) => cpu.HardirqContext++;

    [Kernel("lockdep_hardirq_exit", "include/linux/irqflags.h")]
    [AlwaysInline, Primitive, Revokes(LockdepState.Hardirq)]
    internal static void LockdepHardirqExit(Cpu cpu) => cpu.HardirqContext--;

    /// <summary>An NMI may have hit lockdep itself.</summary>
    [Kernel("lockdep_off")]
    [NoInstr, Establishes(LockdepState.Off)]
    internal static void TurnLockdepOff(Cpu cpu)
    {
        Step(cpu);
        LockdepOffInc(cpu);
    }

    [Kernel("lockdep_on")]
    [NoInstr, Revokes(LockdepState.Off)]
    internal static void TurnLockdepOn(Cpu cpu)
    {
        Step(cpu);
        LockdepOffDec(cpu);
    }

    /// <summary>Asks lockdep, and here the hardware too.</summary>
    [Kernel("lockdep_assert_irqs_disabled")]
    [NoInstr]
    internal static void LockdepAssertIrqsDisabled(Cpu cpu)
    {
        Warn.On(cpu, cpu.HardirqsEnabled && cpu.LockdepRecursion == 0, Violation.LockdepDiffersFromHardware);
        Warn.On(cpu, cpu.IrqsEnabled, Violation.IrqsEnabled);
    }

    /// <summary>A softirq is no hardirq, even where it runs at the end of one.</summary>
    [Establishes(Owed.Hardirq, LockdepState.Softirq)]
    internal static bool LockdepSoftirqStart(Cpu cpu)
    {
        Hook(cpu);
        if (LockdepIsInHardirq(cpu))
        {
            LockdepHardirqExit(cpu);
            PutsHardirqAside(cpu);
            SoftirqContextInc(cpu);
            return true;
        }

        PutsNoHardirqAside(cpu);
        SoftirqContextInc(cpu);
        return false;
    }

    [Revokes(LockdepState.Softirq, Owed.Hardirq)]
    internal static void LockdepSoftirqEnd(Cpu cpu, bool inHardirq)
    {
        Hook(cpu);
        SoftirqContextDec(cpu);
        if (WasInHardirq(inHardirq))
        {
            TakesHardirqUp(cpu);
            LockdepHardirqEnter(cpu);
        }
        else
        {
            TakesNoHardirqUp(cpu);
        }
    }

    private static void LockdepRecursionInc(Cpu cpu) => cpu.LockdepRecursion++;

    private static void LockdepRecursionFinish(Cpu cpu) => cpu.LockdepRecursion--;

    private static void MarkHeldLocks(Cpu cpu) => Step(cpu);
}
