namespace EntryModel.Generic;

/// <summary>kernel/sched/core.c, and the way from an interrupt's end into it.</summary>
internal static class Sched
{
    /// <summary>irqentry_exit_cond_resched(): with PREEMPT_DYNAMIC it may be patched out, so no state may depend on it.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void IrqentryExitCondResched(Cpu cpu) => RawIrqentryExitCondResched(cpu);

    /// <summary>raw_irqentry_exit_cond_resched()</summary>
    internal static void RawIrqentryExitCondResched(Cpu cpu)
    {
        Trace.Enter(cpu, Step.RawIrqentryExitCondResched);
        if (cpu.PreemptCount == 0)
        {
            RcuIrqExitCheckPreempt(cpu);
            if (NeedResched(cpu))
                PreemptScheduleIrq(cpu);
        }

        Trace.Leave(cpu);
    }

    /// <summary>preempt_schedule_irq(). Its exception_enter() and exception_exit() compile to nothing on x86.</summary>
    internal static void PreemptScheduleIrq(Cpu cpu)
    {
        Trace.Enter(cpu, Step.PreemptScheduleIrq);
        Warn.On(cpu, cpu.PreemptCount != 0, Violation.SchedulingWhileAtomic);
        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        do
        {
            PreemptDisable(cpu);
            LocalIrqEnable(cpu);
            ScheduleCore(cpu);
            LocalIrqDisable(cpu);
            SchedPreemptEnableNoResched(cpu);
        }
        while (NeedResched(cpu));
        Trace.Leave(cpu);
    }

    /// <summary>schedule()</summary>
    internal static void Schedule(Cpu cpu)
    {
        Trace.Enter(cpu, Step.Schedule);
        Warn.On(cpu, cpu.PreemptCount != 0, Violation.SchedulingWhileAtomic);
        PreemptDisable(cpu);
        ScheduleCore(cpu);
        SchedPreemptEnableNoResched(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>schedule_idle()</summary>
    internal static void ScheduleIdle(Cpu cpu)
    {
        Trace.Enter(cpu, Step.ScheduleIdle);
        PreemptDisable(cpu);
        ScheduleCore(cpu);
        SchedPreemptEnableNoResched(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>__schedule()</summary>
    private static void ScheduleCore(Cpu cpu)
    {
        Warn.On(cpu, cpu.PreemptCount != PreemptOffset, Violation.SchedulingWhileAtomic);
        cpu.ThreadFlags &= ~(ThreadFlags.NeedResched | ThreadFlags.NeedReschedLazy);
        Work(cpu, Step.ScheduleCore);
    }

    /// <summary>need_resched()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool NeedResched(Cpu cpu) => (cpu.ThreadFlags & ThreadFlags.NeedResched) != 0;

    /// <summary>preempt_disable()</summary>
    internal static void PreemptDisable(Cpu cpu) => cpu.PreemptCount += PreemptOffset;

    /// <summary>sched_preempt_enable_no_resched()</summary>
    internal static void SchedPreemptEnableNoResched(Cpu cpu) => cpu.PreemptCount -= PreemptOffset;

    /// <summary>preempt_enable()</summary>
    internal static void PreemptEnable(Cpu cpu)
    {
        SchedPreemptEnableNoResched(cpu);
        if (cpu.PreemptCount == 0 && NeedResched(cpu))
            Schedule(cpu);
    }
}
