namespace EntryModel.Idle;

/// <summary>include/linux/cpuidle.h, kernel/sched/idle.c</summary>
internal static class CpuIdle
{
    /// <summary>Closes the region that its caller has opened, for RCU is about to stop watching.</summary>
    [Kernel("ct_cpuidle_enter", "include/linux/cpuidle.h")]
    [AlwaysInline]
    internal static void CtCpuidleEnter(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationScope.End();
        CtIdleEnter(cpu);
        LockdepHardirqsOn(cpu);
    }

    /// <summary>
    /// Opens a region for its caller to close. The tracer goes on believing that interrupts are enabled.
    /// </summary>
    [Kernel("ct_cpuidle_exit", "include/linux/cpuidle.h")]
    [AlwaysInline]
    internal static void CtCpuidleExit(Cpu cpu)
    {
        LockdepHardirqsOff(cpu);
        CtIdleExit(cpu);
        InstrumentationScope.Begin();
    }

    /// <summary>Called with interrupts disabled, returns with them enabled.</summary>
    [Kernel("default_idle_call", "kernel/sched/idle.c")]
    [NoInstr]
    internal static void DefaultIdleCall(Cpu cpu)
    {
        InstrumentationScope.Begin();
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
        InstrumentationScope.End();
    }

    [Kernel("do_idle", "kernel/sched/idle.c")]
    internal static void DoIdle(Cpu cpu)
    {
        TickNohzIdleEnter(cpu);
        while (!NeedResched(cpu))
        {
            LocalIrqDisable(cpu);
            ArchCpuIdleEnter(cpu);
            TickNohzIdleStopTick(cpu);
            DefaultIdleCall(cpu);
            ArchCpuIdleExit(cpu);
        }

        TickNohzIdleExit(cpu);
        ScheduleIdle(cpu);
    }

    [Kernel("current_clr_polling_and_test")]
    [AlwaysInline]
    private static bool CurrentClrPollingAndTest(Cpu cpu) => NeedResched(cpu);

    private static void CondTickBroadcastEnter(Cpu cpu) => Hook(cpu);

    private static void CondTickBroadcastExit(Cpu cpu) => Hook(cpu);

    private static void TraceCpuIdle(Cpu cpu) => Hook(cpu);

    private static void StopCriticalTimings(Cpu cpu) => Hook(cpu);

    private static void StartCriticalTimings(Cpu cpu) => Hook(cpu);
}
