namespace EntryModel.Generic;

/// <summary>
/// kernel/softirq.c and the macros of include/linux/hardirq.h: the bracket around a device interrupt's handler. It runs inside a region, while
/// RCU watches.
/// </summary>
internal static class Softirq
{
    [Kernel("irq_enter_rcu", "kernel/softirq.c")]
    [Requires(EntryState.Rcu), Establishes(EntryState.HardIrq, LockdepState.Hardirq)]
    internal static void IrqEnterRcu(Cpu cpu)
    {
        IrqEnterRaw(cpu);
        if (cpu.Config.NohzFull || (cpu.IsIdleTask && (cpu.PreemptCount & InterruptMask) == HardirqOffset))
            TickIrqEnter(cpu);
        AccountHardirqEnter(cpu);
    }

    /// <summary>For interrupts that no irqentry bracket surrounds.</summary>
    [Kernel("irq_enter", "kernel/softirq.c")]
    [Requires(IrqState.Disabled), Ensures(EntryState.Rcu), Establishes(CtNesting.Irq, EntryState.HardIrq, LockdepState.Hardirq)]
    internal static void IrqEnter(Cpu cpu)
    {
        CtIrqEnter(cpu);
        IrqEnterRcu(cpu);
    }

    [Kernel("__irq_enter", "include/linux/hardirq.h")]
    [AlwaysInline, Establishes(EntryState.HardIrq, LockdepState.Hardirq)]
    internal static void IrqEnterCore(Cpu cpu)
    {
        HardirqCountAdd(cpu);
        LockdepHardirqEnter(cpu);
        AccountHardirqEnter(cpu);
    }

    [Kernel("__irq_enter_raw", "include/linux/hardirq.h")]
    [AlwaysInline, Establishes(EntryState.HardIrq, LockdepState.Hardirq)]
    internal static void IrqEnterRaw(Cpu cpu)
    {
        HardirqCountAdd(cpu);
        LockdepHardirqEnter(cpu);
    }

    [Kernel("__irq_exit", "include/linux/hardirq.h")]
    [AlwaysInline, Revokes(LockdepState.Hardirq, EntryState.HardIrq)]
    internal static void IrqExitCore(Cpu cpu)
    {
        AccountHardirqExit(cpu);
        LockdepHardirqExit(cpu);
        HardirqCountSub(cpu);
    }

    [Kernel("__irq_exit_raw", "include/linux/hardirq.h")]
    [AlwaysInline, Revokes(LockdepState.Hardirq, EntryState.HardIrq)]
    internal static void IrqExitRaw(Cpu cpu)
    {
        LockdepHardirqExit(cpu);
        HardirqCountSub(cpu);
    }

    /// <summary>Lockdep's hardirq context ends last.</summary>
    [Kernel("irq_exit_rcu", "kernel/softirq.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Revokes(EntryState.HardIrq, LockdepState.Hardirq)]
    internal static void IrqExitRcu(Cpu cpu)
    {
        IrqExitRcuCore(cpu);
        LockdepHardirqExit(cpu);
    }

    [Kernel("irq_exit", "kernel/softirq.c")]
    [Requires(IrqState.Disabled), Revokes(EntryState.HardIrq, CtNesting.Irq, LockdepState.Hardirq), Restores(EntryState.Rcu)]
    internal static void IrqExit(Cpu cpu)
    {
        IrqExitRcuCore(cpu);
        CtIrqExit(cpu);
        LockdepHardirqExit(cpu);
    }

    /// <summary>The hardirq count is gone before softirqs run.</summary>
    [Kernel("__irq_exit_rcu", "kernel/softirq.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Revokes(EntryState.HardIrq)]
    private static void IrqExitRcuCore(Cpu cpu)
    {
        if (!cpu.Config.ArchIrqExitIrqsDisabled)
            LocalIrqDisable(cpu);
        else
            LockdepAssertIrqsDisabled(cpu);
        AccountHardirqExit(cpu);
        HardirqCountSub(cpu);
        if (!InHardirq(cpu) && !InInterrupt(cpu) && cpu.SoftirqPending)
            InvokeSoftirq(cpu);
        if (cpu.Config.ForceIrqThreads && cpu.TimersPending && !(InNmi(cpu) || InHardirq(cpu)))
            WakeTimersd(cpu);
        TickIrqExit(cpu);
    }

    [Kernel("tick_irq_exit", "kernel/softirq.c")]
    [Requires(EntryState.Rcu)]
    private static void TickIrqExit(Cpu cpu)
    {
        if (cpu.IsIdleTask && !NeedResched(cpu))
        {
            if (!InHardirq(cpu))
                TickNohzIrqExit(cpu);
        }
    }

    [Kernel("invoke_softirq", "kernel/softirq.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    private static void InvokeSoftirq(Cpu cpu)
    {
        if (!cpu.Config.ForceIrqThreads)
        {
            if (cpu.Config.IrqExitOnIrqStack)
                DoSoftirq(cpu);
            else
                DoSoftirqOwnStack(cpu);
        }
        else
        {
            WakeupSoftirqd(cpu);
        }
    }

    [Kernel("__do_softirq", "kernel/softirq.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    internal static void DoSoftirq(Cpu cpu) => HandleSoftirqs(cpu, ksirqd: false);

    [Kernel("handle_softirqs", "kernel/softirq.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    internal static void HandleSoftirqs(Cpu cpu, bool ksirqd)
    {
        SoftirqHandleBegin(cpu);
        var inHardirq = LockdepSoftirqStart(cpu);
        AccountSoftirqEnter(cpu);

        while (cpu.SoftirqPending)
        {
            SetSoftirqPending(cpu);
            LocalIrqEnable(cpu);
            for (var vector = 0; vector < 1; vector++)
            {
                KstatIncrSoftirqsThisCpu(cpu);
                TraceSoftirqEntry(cpu);
                SoftirqAction(cpu);
                TraceSoftirqExit(cpu);
            }

            if (ksirqd)
                RcuSoftirqQs(cpu);
            LocalIrqDisable(cpu);
        }

        if (cpu.SoftirqPending)
            WakeupSoftirqd(cpu);

        AccountSoftirqExit(cpu);
        LockdepSoftirqEnd(cpu, inHardirq);
        SoftirqHandleEnd(cpu);
        CurrentRestoreFlags(cpu);
    }

    private static void TickIrqEnter(Cpu cpu) => Work(cpu);

    private static void AccountHardirqEnter(Cpu cpu) => Work(cpu);

    private static void AccountHardirqExit(Cpu cpu) => Work(cpu);

    private static void TickNohzIrqExit(Cpu cpu) => Work(cpu);

    private static void WakeTimersd(Cpu cpu) => Work(cpu);

    private static void WakeupSoftirqd(Cpu cpu) => Work(cpu);

    private static void SoftirqHandleBegin(Cpu cpu) => cpu.PreemptCount += SoftirqOffset;

    private static void SoftirqHandleEnd(Cpu cpu) => cpu.PreemptCount -= SoftirqOffset;

    private static void AccountSoftirqEnter(Cpu cpu) => Work(cpu);

    private static void AccountSoftirqExit(Cpu cpu) => Work(cpu);

    private static void SetSoftirqPending(Cpu cpu) => cpu.SoftirqPending = false;

    private static void KstatIncrSoftirqsThisCpu(Cpu cpu) => Work(cpu);

    private static void TraceSoftirqEntry(Cpu cpu) => Work(cpu);

    [Kernel("h->action")]
    private static void SoftirqAction(Cpu cpu) => Work(cpu);

    private static void TraceSoftirqExit(Cpu cpu) => Work(cpu);

    private static void RcuSoftirqQs(Cpu cpu) => Work(cpu);

    private static void CurrentRestoreFlags(Cpu cpu) => Work(cpu);
}
