namespace EntryModel.Generic;

/// <summary>
/// kernel/locking/lockdep.c, as far as the interrupt flag goes. Switching the view on takes two steps: the first
/// needs RCU and is instrumentable, the second only stores the flag and is not.
/// </summary>
internal static class Lockdep
{
    /// <summary>lockdep_hardirqs_off()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void LockdepHardirqsOff(Cpu cpu)
    {
        Trace.Record(cpu, Step.LockdepHardirqsOff);
        if (!InNmi(cpu) && cpu.LockdepRecursion != 0)
            return;

        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        cpu.HardirqsEnabled = false;
        cpu.HardirqsOnPrepared = false;
    }

    /// <summary>lockdep_hardirqs_on_prepare()</summary>
    internal static void LockdepHardirqsOnPrepare(Cpu cpu)
    {
        Trace.CheckInstrumentable(cpu);
        Trace.Record(cpu, Step.LockdepHardirqsOnPrepare);
        if (InNmi(cpu) || cpu.LockdepRecursion != 0 || cpu.HardirqsEnabled)
            return;

        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        Warn.On(cpu, cpu.HardirqContext != 0, Violation.InHardirq);
        cpu.LockdepRecursion++;
        cpu.HardirqsOnPrepared = true;
        cpu.LockdepRecursion--;
    }

    /// <summary>lockdep_hardirqs_on(). An NMI may hit between the two steps of what it interrupts, so there it checks nothing.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void LockdepHardirqsOn(Cpu cpu)
    {
        Trace.Record(cpu, Step.LockdepHardirqsOn);
        if (!InNmi(cpu))
        {
            if (cpu.LockdepRecursion != 0 || cpu.HardirqsEnabled)
                return;

            Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
            Warn.On(cpu, !cpu.HardirqsOnPrepared, Violation.LockdepNotPrepared);
            cpu.HardirqsOnPrepared = false;
        }

        cpu.HardirqsEnabled = true;
    }

    /// <summary>lockdep_hardirqs_enabled()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool LockdepHardirqsEnabled(Cpu cpu) => cpu.HardirqsEnabled;

    /// <summary>lockdep_hardirq_enter()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void LockdepHardirqEnter(Cpu cpu) => cpu.HardirqContext++;

    /// <summary>lockdep_hardirq_exit()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void LockdepHardirqExit(Cpu cpu) => cpu.HardirqContext--;

    /// <summary>lockdep_off(): an NMI may have hit lockdep itself.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void TurnLockdepOff(Cpu cpu)
    {
        Trace.Record(cpu, Step.TurnLockdepOff);
        cpu.LockdepOff++;
    }

    /// <summary>lockdep_on()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void TurnLockdepOn(Cpu cpu)
    {
        Trace.Record(cpu, Step.TurnLockdepOn);
        cpu.LockdepOff--;
    }

    /// <summary>lockdep_assert_irqs_disabled(): asks lockdep, and here the hardware too.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void LockdepAssertIrqsDisabled(Cpu cpu)
    {
        Warn.On(cpu, cpu.HardirqsEnabled, Violation.LockdepDiffersFromHardware);
        Warn.On(cpu, cpu.IrqsEnabled, Violation.IrqsEnabled);
    }

    /// <summary>lockdep_softirq_start(): a softirq is no hardirq, even where it runs at the end of one.</summary>
    internal static bool LockdepSoftirqStart(Cpu cpu)
    {
        if (cpu.HardirqContext == 0)
            return false;

        LockdepHardirqExit(cpu);
        return true;
    }

    /// <summary>lockdep_softirq_end()</summary>
    internal static void LockdepSoftirqEnd(Cpu cpu, bool inHardirq)
    {
        if (inHardirq)
            LockdepHardirqEnter(cpu);
    }
}
