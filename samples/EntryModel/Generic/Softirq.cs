namespace EntryModel.Generic;

/// <summary>kernel/softirq.c: the bracket around a device interrupt's handler. Runs inside a region, while RCU watches.</summary>
internal static class Softirq
{
    /// <summary>irq_enter_rcu()</summary>
    internal static void IrqEnterRcu(Cpu cpu)
    {
        Trace.Enter(cpu, Step.IrqEnterRcu);
        IrqEnterRaw(cpu);
        if (cpu.IsIdleTask && (cpu.PreemptCount & InterruptMask) == HardirqOffset)
            Work(cpu, Step.TickIrqEnter);
        Work(cpu, Step.AccountHardirqEnter);
        Trace.Leave(cpu);
    }

    /// <summary>__irq_enter_raw()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void IrqEnterRaw(Cpu cpu)
    {
        RawPreemptCountAdd(cpu, HardirqOffset);
        LockdepHardirqEnter(cpu);
    }

    /// <summary>irq_exit_rcu(): lockdep's hardirq context ends last.</summary>
    internal static void IrqExitRcu(Cpu cpu)
    {
        Trace.Enter(cpu, Step.IrqExitRcu);
        IrqExitRcuCore(cpu);
        LockdepHardirqExit(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>__irq_exit_rcu(): the hardirq count is gone before softirqs run.</summary>
    private static void IrqExitRcuCore(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        Work(cpu, Step.AccountHardirqExit);
        Warn.On(cpu, !InHardirq(cpu), Violation.NotInHardirq);
        RawPreemptCountSub(cpu, HardirqOffset);
        if (!InInterrupt(cpu) && cpu.SoftirqPending)
            HandleSoftirqs(cpu);
        Work(cpu, Step.TickIrqExit);
    }

    /// <summary>handle_softirqs(), by way of invoke_softirq() and the interrupt stack.</summary>
    internal static void HandleSoftirqs(Cpu cpu)
    {
        Trace.Enter(cpu, Step.HandleSoftirqs);
        cpu.PreemptCount += SoftirqOffset;
        var inHardirq = LockdepSoftirqStart(cpu);
        Work(cpu, Step.AccountSoftirqEnter);

        cpu.SoftirqPending = false;
        LocalIrqEnable(cpu);
        Work(cpu, Step.TraceSoftirqEntry);
        Work(cpu, Step.SoftirqAction);
        Work(cpu, Step.TraceSoftirqExit);
        LocalIrqDisable(cpu);

        Work(cpu, Step.AccountSoftirqExit);
        LockdepSoftirqEnd(cpu, inHardirq);
        cpu.PreemptCount -= SoftirqOffset;
        Trace.Leave(cpu);
    }
}
