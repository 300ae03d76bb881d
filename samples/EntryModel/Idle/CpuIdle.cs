namespace EntryModel.Idle;

/// <summary>include/linux/cpuidle.h, kernel/sched/idle.c</summary>
internal static class CpuIdle
{
    /// <summary>ct_cpuidle_enter(): closes the region that its caller has opened, for RCU is about to stop watching.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void CtCpuidleEnter(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtCpuidleEnter);
        LockdepAssertIrqsDisabled(cpu);
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationEnd(cpu);
        CtIdleEnter(cpu);
        LockdepHardirqsOn(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>
    /// ct_cpuidle_exit(): opens a region for its caller to close. The tracer goes on believing that interrupts are enabled.
    /// </summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void CtCpuidleExit(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CtCpuidleExit);
        LockdepHardirqsOff(cpu);
        CtIdleExit(cpu);
        InstrumentationBegin(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>default_idle_call(): called with interrupts disabled, returns with them enabled.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void DefaultIdleCall(Cpu cpu)
    {
        Trace.Enter(cpu, Step.DefaultIdleCall);
        InstrumentationBegin(cpu);
        if (!CurrentClrPollingAndTest(cpu))
        {
            CondTickBroadcastEnter(cpu);
            TraceCpuIdle(cpu);
            StopCriticalTimings(cpu);

            CtCpuidleEnter(cpu);
            ArchCpuIdle(cpu);
            CtCpuidleExit(cpu);

            StartCriticalTimings(cpu);
            TraceCpuIdle(cpu);
            CondTickBroadcastExit(cpu);
        }

        LocalIrqEnable(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>do_idle()</summary>
    internal static void DoIdle(Cpu cpu)
    {
        Trace.Enter(cpu, Step.DoIdle);
        Work(cpu, Step.TickNohzIdleEnter);
        while (!NeedResched(cpu))
        {
            LocalIrqDisable(cpu);
            Work(cpu, Step.ArchCpuIdleEnter);
            Work(cpu, Step.TickNohzIdleStopTick);
            DefaultIdleCall(cpu);
            Work(cpu, Step.ArchCpuIdleExit);
        }

        Work(cpu, Step.TickNohzIdleExit);
        ScheduleIdle(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>current_clr_polling_and_test()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static bool CurrentClrPollingAndTest(Cpu cpu) => NeedResched(cpu);

    private static void CondTickBroadcastEnter(Cpu cpu) => Hook(cpu, Step.CondTickBroadcastEnter);

    private static void CondTickBroadcastExit(Cpu cpu) => Hook(cpu, Step.CondTickBroadcastExit);

    private static void TraceCpuIdle(Cpu cpu) => Hook(cpu, Step.TraceCpuIdle);

    private static void StopCriticalTimings(Cpu cpu) => Hook(cpu, Step.StopCriticalTimings);

    private static void StartCriticalTimings(Cpu cpu) => Hook(cpu, Step.StartCriticalTimings);
}
