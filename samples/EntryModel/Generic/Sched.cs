namespace EntryModel.Generic;

/// <summary>kernel/sched/core.c, and the way from an interrupt's end into it.</summary>
internal static class Sched
{
    /// <summary>
    /// With PREEMPT_DYNAMIC a static call that may be patched to nothing, or a static key: no state may depend on what it does.
    /// </summary>
    [Kernel("irqentry_exit_cond_resched", "include/linux/irq-entry-common.h")]
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    internal static void IrqentryExitCondResched(Cpu cpu)
    {
        if (cpu.Config.PreemptDynamicCall)
        {
            if (cpu.Config.CondReschedIsPatchedIn)
                RawIrqentryExitCondResched(cpu);
        }
        else if (cpu.Config.PreemptDynamicKey)
        {
            DynamicIrqentryExitCondResched(cpu);
        }
        else
        {
            RawIrqentryExitCondResched(cpu);
        }
    }

    [Kernel("raw_irqentry_exit_cond_resched", "kernel/entry/common.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    internal static void RawIrqentryExitCondResched(Cpu cpu)
    {
        if (PreemptCountIsZero(cpu))
        {
            RcuIrqExitCheckPreempt(cpu);
            if (cpu.Config.DebugEntry)
                Warn.On(cpu, cpu.HardirqStackInuse, Violation.NotOnThreadStack);
            if (NeedResched(cpu))
                PreemptScheduleIrq(cpu);
        }
    }

    [Kernel("dynamic_irqentry_exit_cond_resched", "kernel/entry/common.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    internal static void DynamicIrqentryExitCondResched(Cpu cpu)
    {
        if (!cpu.Config.CondReschedIsPatchedIn)
            return;

        RawIrqentryExitCondResched(cpu);
    }

    /// <summary>What exception_enter() finds belongs to this frame; where context tracking is off-stack, the two compile to nothing.</summary>
    [Kernel("preempt_schedule_irq", "kernel/sched/core.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled, PreemptState.FoundZero), Forbids(EntryState.HardIrq)]
    internal static void PreemptScheduleIrq(Cpu cpu)
    {
        Warn.On(cpu, cpu.PreemptCount != 0 || cpu.IrqsEnabled, Violation.SchedulingWhileAtomic);
        var previous = ExceptionEnter(cpu);
        do
        {
            PreemptDisable(cpu);
            LocalIrqEnable(cpu);
            ScheduleCore(cpu);
            LocalIrqDisable(cpu);
            SchedPreemptEnableNoResched(cpu);
        }
        while (NeedResched(cpu));
        ExceptionExit(cpu, previous);
    }

    [Kernel("preempt_schedule", "kernel/sched/core.c")]
    [Requires(EntryState.Rcu)]
    internal static void PreemptSchedule(Cpu cpu)
    {
        if (cpu.PreemptCount != 0 || RawIrqsDisabled(cpu))
            return;

        PreemptScheduleCommon(cpu);
    }

    [Kernel("preempt_schedule_notrace", "kernel/sched/core.c")]
    [Requires(EntryState.Rcu)]
    internal static void PreemptScheduleNotrace(Cpu cpu)
    {
        if (cpu.PreemptCount != 0 || RawIrqsDisabled(cpu))
            return;

        do
        {
            PreemptDisableNotrace(cpu);
            PreemptLatencyStart(cpu);
            var previous = ExceptionEnter(cpu);
            ScheduleCore(cpu);
            ExceptionExit(cpu, previous);
            PreemptLatencyStop(cpu);
            PreemptEnableNoReschedNotrace(cpu);
        }
        while (NeedResched(cpu));
    }

    /// <summary>Where context tracking is on-stack, user mode that is about to be entered may still be scheduled away.</summary>
    [Kernel("schedule_user", "kernel/sched/core.c")]
    internal static void ScheduleUser(Cpu cpu)
    {
        var previous = ExceptionEnter(cpu);
        Schedule(cpu);
        ExceptionExit(cpu, previous);
    }

    [Kernel("schedule", "kernel/sched/core.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, EntryState.HardIrq)]
    internal static void Schedule(Cpu cpu)
    {
        Warn.On(cpu, cpu.PreemptCount != 0, Violation.SchedulingWhileAtomic);
        if (cpu.IsBlocking)
            SchedSubmitWork(cpu);
        ScheduleLoop(cpu);
        SchedUpdateWorker(cpu);
    }

    [Kernel("schedule_idle", "kernel/sched/core.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void ScheduleIdle(Cpu cpu)
    {
        do
        {
            cpu.PreemptCount += PreemptOffset;
            ScheduleCore(cpu);
            cpu.PreemptCount -= PreemptOffset;
        }
        while (NeedResched(cpu));
    }

    [Kernel("__schedule_loop")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void ScheduleLoop(Cpu cpu)
    {
        do
        {
            cpu.PreemptCount += PreemptOffset;
            ScheduleCore(cpu);
            cpu.PreemptCount -= PreemptOffset;
        }
        while (NeedResched(cpu));
    }

    /// <summary>It is called with interrupts enabled, and returns in another task, or much later.</summary>
    [Kernel("__schedule", "kernel/sched/core.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    private static void ScheduleCore(Cpu cpu)
    {
        Warn.On(cpu, cpu.PreemptCount != PreemptOffset, Violation.SchedulingWhileAtomic);
        TraceSchedEntryTp(cpu);
        ScheduleDebug(cpu);
        KlpSchedTrySwitch(cpu);
        LocalIrqDisable(cpu);
        RcuNoteContextSwitch(cpu);
        RqLock(cpu);
        PickNextTask(cpu);
        TraceSchedSwitch(cpu);
        ContextSwitch(cpu);
        TraceSchedExitTp(cpu);
    }

    /// <summary>Everywhere but in the idle task the kernel runs while RCU watches.</summary>
    [AlwaysInline]
    internal static bool IsIdleTask(Cpu cpu) => cpu.IsIdleTask;

    [AlwaysInline, Primitive, HoldsWhen(true, PreemptState.FoundZero)]
    internal static bool PreemptCountIsZero(Cpu cpu) => cpu.PreemptCount == 0;

    [AlwaysInline]
    internal static ThreadFlags ReadThreadFlags(Cpu cpu) => cpu.ThreadFlags;

    [AlwaysInline]
    internal static bool NeedResched(Cpu cpu) => (cpu.ThreadFlags & ThreadFlags.NeedResched) != 0;

    private static void SchedSubmitWork(Cpu cpu) => Work(cpu);

    private static void SchedUpdateWorker(Cpu cpu) => Work(cpu);

    private static void PreemptScheduleCommon(Cpu cpu)
    {
        cpu.PreemptCount += PreemptOffset;
        ScheduleCore(cpu);
        cpu.PreemptCount -= PreemptOffset;
    }

    private static void PreemptLatencyStart(Cpu cpu) => Work(cpu);

    private static void PreemptLatencyStop(Cpu cpu) => Work(cpu);

    [AlwaysInline]
    private static void PreemptEnableNoReschedNotrace(Cpu cpu) => cpu.PreemptCount -= PreemptOffset;

    private static void TraceSchedEntryTp(Cpu cpu) => Work(cpu);

    private static void ScheduleDebug(Cpu cpu) => Work(cpu);

    private static void KlpSchedTrySwitch(Cpu cpu) => Work(cpu);

    private static void RcuNoteContextSwitch(Cpu cpu) => Work(cpu);

    private static void RqLock(Cpu cpu) => Work(cpu);

    private static void PickNextTask(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags &= ~(ThreadFlags.NeedResched | ThreadFlags.NeedReschedLazy);
    }

    private static void TraceSchedSwitch(Cpu cpu) => Work(cpu);

    /// <summary>Releases the run queue's lock, and with it enables interrupts: the task that comes back has them enabled.</summary>
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    private static void ContextSwitch(Cpu cpu)
    {
        Work(cpu);
        LocalIrqEnable(cpu);
    }

    private static void TraceSchedExitTp(Cpu cpu) => Work(cpu);
}
