namespace EntryModel.Idle;

/// <summary>kernel/sched/idle.c: the idle task. Whatever waits is called with interrupts disabled, and returns with them enabled.</summary>
internal static class SchedIdle
{
    [Kernel("cpu_idle_poll", "kernel/sched/idle.c")]
    [NoInstr, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void CpuIdlePoll(Cpu cpu)
    {
        InstrumentationScope.Begin();
        TraceCpuIdle(cpu);
        StopCriticalTimings(cpu);

        CtCpuidleEnter(cpu);
        RawLocalIrqEnable(cpu);
        WaitsForInterrupt(cpu);
        while (!NeedResched(cpu) && cpu.IdleMustPoll)
            CpuRelax(cpu);
        RawLocalIrqDisable(cpu);
        CtCpuidleExit(cpu);

        StartCriticalTimings(cpu);
        TraceCpuIdle(cpu);
        EnableInterruptsAfterIdle(cpu);
        InstrumentationScope.End();
    }

    [Kernel("default_idle_call", "kernel/sched/idle.c")]
    [NoInstr, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
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

        EnableInterruptsAfterIdle(cpu);
        InstrumentationScope.End();
    }

    [Kernel("call_cpuidle", "kernel/sched/idle.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void CallCpuidle(Cpu cpu, CpuidleState state)
    {
        if (CurrentClrPollingAndTest(cpu))
        {
            LocalIrqEnable(cpu);
            return;
        }

        CpuidleEnter(cpu, state);
    }

    [Kernel("cpuidle_idle_call", "kernel/sched/idle.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void CpuidleIdleCall(Cpu cpu)
    {
        if (NeedResched(cpu))
        {
            LocalIrqEnable(cpu);
            return;
        }

        if (CpuidleNotAvailable(cpu))
        {
            TickNohzIdleStopTick(cpu);
            DefaultIdleCall(cpu);
        }
        else if (cpu.IsSuspendingToIdle)
        {
            CallCpuidleS2Idle(cpu);
        }
        else
        {
            var state = CpuidleSelect(cpu);
            if (cpu.IdleIsLong)
                TickNohzIdleStopTick(cpu);
            else
                TickNohzIdleRetainTick(cpu);
            CallCpuidle(cpu, state);
            CpuidleReflect(cpu);
        }

        CurrentSetPolling(cpu);
        if (RawIrqsDisabled(cpu))
        {
            Warn.On(cpu, true, Violation.IrqsDisabled);
            LocalIrqEnable(cpu);
        }
    }

    /// <summary>Polls where a wake-up from deep sleep may take too long.</summary>
    [Kernel("do_idle", "kernel/sched/idle.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)]
    internal static void DoIdle(Cpu cpu)
    {
        NohzRunIdleBalance(cpu);
        CurrentSetPolling(cpu);
        TickNohzIdleEnter(cpu);

        while (!NeedResched(cpu))
        {
            LocalIrqDisable(cpu);
            ArchCpuIdleEnter(cpu);
            RcuNocbFlushDeferredWakeup(cpu);
            if (cpu.IdleMustPoll)
            {
                TickNohzIdleRestartTick(cpu);
                CpuIdlePoll(cpu);
            }
            else
            {
                CpuidleIdleCall(cpu);
            }

            ArchCpuIdleExit(cpu);
        }

        PreemptSetNeedResched(cpu);
        TickNohzIdleExit(cpu);
        CurrentClrPolling(cpu);
        FlushSmpCallFunctionQueue(cpu);
        ScheduleIdle(cpu);
    }

    /// <summary>Interrupts are enabled while the CPU polls.</summary>
    [NoInstr]
    private static void CpuRelax(Cpu cpu)
    {
        Step(cpu);
        DeliverPendingInterrupt(cpu);
    }

    [Kernel("call_cpuidle_s2idle")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    private static void CallCpuidleS2Idle(Cpu cpu)
    {
        if (CurrentClrPollingAndTest(cpu))
        {
            LocalIrqEnable(cpu);
            return;
        }

        CpuidleEnterS2Idle(cpu);
    }

    private static bool CpuidleNotAvailable(Cpu cpu)
    {
        Work(cpu);
        return !cpu.HasCpuidle;
    }

    private static CpuidleState CpuidleSelect(Cpu cpu)
    {
        Work(cpu);
        return cpu.IdleState;
    }

    private static void CpuidleReflect(Cpu cpu) => Work(cpu);

    private static void CondTickBroadcastEnter(Cpu cpu) => Work(cpu);

    private static void CondTickBroadcastExit(Cpu cpu) => Hook(cpu);

    private static void TickNohzIdleEnter(Cpu cpu) => Work(cpu);

    private static void TickNohzIdleExit(Cpu cpu) => Work(cpu);

    private static void TickNohzIdleStopTick(Cpu cpu) => Work(cpu);

    private static void TickNohzIdleRetainTick(Cpu cpu) => Work(cpu);

    private static void TickNohzIdleRestartTick(Cpu cpu) => Work(cpu);

    private static void NohzRunIdleBalance(Cpu cpu) => Work(cpu);

    private static void ArchCpuIdleExit(Cpu cpu) => Work(cpu);

    private static void RcuNocbFlushDeferredWakeup(Cpu cpu) => Work(cpu);

    private static void PreemptSetNeedResched(Cpu cpu) => Work(cpu);

    private static void FlushSmpCallFunctionQueue(Cpu cpu) => Work(cpu);

    /// <summary>Nothing else ends the loop.</summary>
    [AlwaysInline, Primitive, Forbids(IrqState.Disabled)]
    private static void WaitsForInterrupt(Cpu cpu)
    {
    }
}
