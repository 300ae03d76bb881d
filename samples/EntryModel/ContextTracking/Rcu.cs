namespace EntryModel.ContextTracking;

/// <summary>kernel/rcu/tree.c, tree_plugin.h and include/linux/hardirq.h, as far as the transitions call them.</summary>
internal static class Rcu
{
    [Kernel("rcu_is_watching_curr_cpu", "include/linux/context_tracking.h")]
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.Rcu, Exact = true)]
    internal static bool RcuIsWatchingCurrCpu(Cpu cpu) => cpu.RcuWatching;

    /// <summary>May be called by whoever asks, but not before RCU watches: it may be instrumented.</summary>
    [Kernel("rcu_is_watching", "kernel/rcu/tree.c")]
    internal static bool RcuIsWatching(Cpu cpu)
    {
        PreemptDisableNotrace(cpu);
        var isWatching = RcuIsWatchingCurrCpu(cpu);
        PreemptEnableNotrace(cpu);
        return isWatching;
    }

    /// <summary>For a warning, which must get out wherever it is: RCU watches until warn_rcu_exit().</summary>
    [Kernel("warn_rcu_enter", "include/linux/context_tracking.h")]
    [AlwaysInline, Primitive, Ensures(EntryState.Rcu)]
    internal static bool WarnRcuEnter(Cpu cpu)
    {
        PreemptDisableNotrace(cpu);
        var mustExit = !RcuIsWatchingCurrCpu(cpu);
        if (mustExit)
            CtStateIncToWatching(cpu, cpu.CtState);
        return mustExit;
    }

    [Kernel("warn_rcu_exit", "include/linux/context_tracking.h")]
    [AlwaysInline, Primitive, Restores(EntryState.Rcu)]
    internal static void WarnRcuExit(Cpu cpu, bool mustExit)
    {
        if (mustExit)
            CtStateIncFromWatching(cpu, cpu.CtState);
        PreemptEnableNotrace(cpu);
    }

    /// <summary>From here on tasks-RCU sees a running task.</summary>
    [Kernel("rcu_task_enter", "kernel/context_tracking.c")]
    [AlwaysInline]
    internal static void RcuTaskEnter(Cpu cpu) => Step(cpu);

    [Kernel("rcu_task_exit", "kernel/context_tracking.c")]
    [AlwaysInline]
    internal static void RcuTaskExit(Cpu cpu) => Step(cpu);

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("rcu_irq_enter_check_tick", "include/linux/hardirq.h")]
    [AlwaysInline, Requires(EntryState.Rcu)]
    internal static void RcuIrqEnterCheckTick(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            RcuIrqEnterCheckTickCore(cpu);
    }

    [Kernel("__rcu_irq_enter_check_tick", "kernel/rcu/tree.c")]
    [Requires(EntryState.Rcu)]
    private static void RcuIrqEnterCheckTickCore(Cpu cpu)
    {
        if (InNmi(cpu))
            return;

        Warn.On(cpu, !cpu.RcuWatching, Violation.RcuNotWatching);
        if (TickNohzFullCpu(cpu))
        {
            RawSpinLockRcuNode(cpu);
            TickDepSetCpu(cpu);
            RawSpinUnlockRcuNode(cpu);
        }
    }

    /// <summary>With generic entry, and with KVM's, the exit work does this earlier.</summary>
    [Kernel("rcu_irq_work_resched", "kernel/rcu/tree.c")]
    [NoInstr, Requires(EntryState.Rcu)]
    internal static void RcuIrqWorkResched(Cpu cpu)
    {
        if (cpu.Config.GenericEntry && !cpu.IsVcpu)
            return;
        if (cpu.Config.KvmXferToGuestWork && cpu.IsVcpu)
            return;

        InstrumentationScope.Begin();
        DoNocbDeferredWakeup(cpu);
        if (NeedResched(cpu))
            IrqWorkQueue(cpu);
        InstrumentationScope.End();
    }

    [Kernel("rcu_irq_exit_check_preempt", "kernel/rcu/tree.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void RcuIrqExitCheckPreempt(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        Warn.On(cpu, cpu.CtNesting <= 0, Violation.ContextTrackingNesting);
        Warn.On(cpu, cpu.CtNmiNesting != CtKernel.NestingIrqNonIdle, Violation.ContextTrackingNesting);
        Warn.On(cpu, !cpu.RcuWatching, Violation.RcuNotWatching);
    }

    internal static void TraceRcuWatching(Cpu cpu) => Hook(cpu);

    internal static void RcuPreemptDeferredQs(Cpu cpu) => Hook(cpu);

    internal static void RcuVirtNoteContextSwitch(Cpu cpu) => Hook(cpu);

    private static void DoNocbDeferredWakeup(Cpu cpu) => Hook(cpu);

    private static void IrqWorkQueue(Cpu cpu) => Hook(cpu);

    private static bool TickNohzFullCpu(Cpu cpu)
    {
        Hook(cpu);
        return cpu.Config.NohzFull;
    }

    private static void RawSpinLockRcuNode(Cpu cpu) => Hook(cpu);

    private static void TickDepSetCpu(Cpu cpu) => Hook(cpu);

    private static void RawSpinUnlockRcuNode(Cpu cpu) => Hook(cpu);
}
