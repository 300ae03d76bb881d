namespace EntryModel.ContextTracking;

/// <summary>kernel/rcu/tree.c, tree_plugin.h and include/linux/hardirq.h, as far as the transitions call them.</summary>
internal static class Rcu
{
    /// <summary>rcu_is_watching_curr_cpu()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool RcuIsWatchingCurrCpu(Cpu cpu) => cpu.RcuWatching;

    /// <summary>rcu_task_enter(): from here on tasks-RCU sees a running task.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RcuTaskEnter(Cpu cpu) => Trace.Record(cpu, Step.RcuTaskEnter);

    /// <summary>rcu_task_exit()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RcuTaskExit(Cpu cpu) => Trace.Record(cpu, Step.RcuTaskExit);

    /// <summary>rcu_irq_enter_check_tick(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RcuIrqEnterCheckTick(Cpu cpu)
    {
        if (cpu.CtEnabled)
            RcuIrqEnterCheckTickCore(cpu);
    }

    /// <summary>__rcu_irq_enter_check_tick()</summary>
    private static void RcuIrqEnterCheckTickCore(Cpu cpu)
    {
        if (!InNmi(cpu))
            Hook(cpu, Step.RcuIrqEnterCheckTick);
    }

    /// <summary>rcu_irq_work_resched(): with generic entry, and with KVM's, the exit work does this earlier.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void RcuIrqWorkResched(Cpu cpu)
    {
        if (cpu.Config.GenericEntry && !cpu.IsVcpu)
            return;
        if (cpu.Config.KvmXferToGuestWork && cpu.IsVcpu)
            return;

        Trace.Enter(cpu, Step.RcuIrqWorkResched);
        InstrumentationBegin(cpu);
        DoNocbDeferredWakeup(cpu);
        if (NeedResched(cpu))
            IrqWorkQueue(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>rcu_irq_exit_check_preempt()</summary>
    internal static void RcuIrqExitCheckPreempt(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        Work(cpu, Step.RcuIrqExitCheckPreempt);
    }

    internal static void TraceRcuWatching(Cpu cpu) => Hook(cpu, Step.TraceRcuWatching);

    internal static void RcuPreemptDeferredQs(Cpu cpu) => Hook(cpu, Step.RcuPreemptDeferredQs);

    internal static void RcuVirtNoteContextSwitch(Cpu cpu) => Hook(cpu, Step.RcuVirtNoteContextSwitch);

    private static void DoNocbDeferredWakeup(Cpu cpu) => Hook(cpu, Step.DoNocbDeferredWakeup);

    private static void IrqWorkQueue(Cpu cpu) => Hook(cpu, Step.IrqWorkQueue);
}
