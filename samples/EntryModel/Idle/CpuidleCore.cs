namespace EntryModel.Idle;

/// <summary>
/// drivers/cpuidle/cpuidle.c: what surrounds a driver's callback. The callbacks are indirect calls, which objtool cannot follow; so a region is opened
/// around them although RCU does not watch. Here the table's type says that they are noinstr.
/// </summary>
internal static class CpuidleCore
{
    /// <summary>Of coupled CPUs it leaves interrupts disabled, which no contract can say.</summary>
    [Kernel("cpuidle_enter_state", "drivers/cpuidle/cpuidle.c")]
    [NoInstr]
    internal static void CpuidleEnterState(Cpu cpu, CpuidleState state, bool isCoupled)
    {
        var broadcast = (state.Flags & CpuidleFlags.TimerStop) != 0;

        InstrumentationScope.Begin();
        if (broadcast && TickBroadcastEnter(cpu))
        {
            state = FindDeepestState(cpu);
            broadcast = false;
        }

        if ((state.Flags & CpuidleFlags.TlbFlushed) != 0)
            LeaveMm(cpu);

        SchedIdleSetState(cpu);
        TraceCpuIdle(cpu);
        LocalClockNoinstr(cpu);
        StopCriticalTimings(cpu);

        var tellRcu = (state.Flags & CpuidleFlags.RcuIdle) == 0;
        if (tellRcu)
        {
            CtCpuidleEnter(cpu);
#pragma warning disable NOINSTR401 // The region is open for objtool's sake only: nothing that needs RCU runs in it.
            InstrumentationScope.Begin();
#pragma warning restore NOINSTR401
        }

        state.Enter(cpu);
        if (Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled))
            RawLocalIrqDisable(cpu);

        if (tellRcu)
        {
            InstrumentationScope.End();
            CtCpuidleExit(cpu);
        }

        StartCriticalTimings(cpu);
        SchedClockIdleWakeupEvent(cpu);
        LocalClockNoinstr(cpu);
        TraceCpuIdle(cpu);
        SchedIdleSetState(cpu);

        if (broadcast)
            TickBroadcastExit(cpu);

        if (!isCoupled)
            EnableInterruptsAfterIdle(cpu);
        InstrumentationScope.End();
    }

    /// <summary>The whole system sleeps: whatever ends that is taken by the caller, who enables interrupts.</summary>
    [Kernel("enter_s2idle_proper", "drivers/cpuidle/cpuidle.c")]
    [NoInstr]
    private static void EnterS2IdleProper(Cpu cpu, CpuidleState state)
    {
        InstrumentationScope.Begin();
        LocalClockNoinstr(cpu);
        TickFreeze(cpu);
        StopCriticalTimings(cpu);

        var tellRcu = (state.Flags & CpuidleFlags.RcuIdle) == 0;
        if (tellRcu)
        {
            CtCpuidleEnter(cpu);
#pragma warning disable NOINSTR401 // The region is open for objtool's sake only: nothing that needs RCU runs in it.
            InstrumentationScope.Begin();
#pragma warning restore NOINSTR401
        }

        state.EnterS2Idle(cpu);
        if (Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled))
            RawLocalIrqDisable(cpu);

        if (tellRcu)
        {
            InstrumentationScope.End();
            CtCpuidleExit(cpu);
        }

        TickUnfreeze(cpu);
        StartCriticalTimings(cpu);
        LocalClockNoinstr(cpu);
        InstrumentationScope.End();
    }

    [Kernel("cpuidle_enter", "drivers/cpuidle/cpuidle.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void CpuidleEnter(Cpu cpu, CpuidleState state)
    {
        TickNohzGetNextHrtimer(cpu);
        if ((state.Flags & CpuidleFlags.Coupled) != 0)
            CpuidleEnterStateCoupled(cpu, state);
        else
            CpuidleEnterState(cpu, state, isCoupled: false);
    }

    [Kernel("cpuidle_enter_s2idle", "drivers/cpuidle/cpuidle.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void CpuidleEnterS2Idle(Cpu cpu)
    {
        var state = FindDeepestState(cpu);
        EnterS2IdleProper(cpu, state);
        EnableInterruptsAfterIdle(cpu);
        DeliverPendingInterrupt(cpu);
    }

    /// <summary>drivers/cpuidle/coupled.c: waits for the other CPUs on both sides, and is the one that enables interrupts.</summary>
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    private static void CpuidleEnterStateCoupled(Cpu cpu, CpuidleState state)
    {
        Work(cpu);
        CpuidleEnterState(cpu, state, isCoupled: true);
        EnableInterruptsAfterIdle(cpu);
    }

    private static CpuidleState FindDeepestState(Cpu cpu)
    {
        Work(cpu);
        return cpu.IdleState;
    }

    /// <summary>False: some other CPU's timer will wake this one.</summary>
    private static bool TickBroadcastEnter(Cpu cpu)
    {
        Work(cpu);
        return false;
    }

    private static void TickBroadcastExit(Cpu cpu) => Hook(cpu);

    private static void LeaveMm(Cpu cpu) => Work(cpu);

    private static void SchedIdleSetState(Cpu cpu) => Hook(cpu);

    [NoInstr]
    private static void LocalClockNoinstr(Cpu cpu) => Step(cpu);

    private static void SchedClockIdleWakeupEvent(Cpu cpu) => Hook(cpu);

    private static void TickFreeze(Cpu cpu) => Work(cpu);

    private static void TickUnfreeze(Cpu cpu) => Hook(cpu);

    private static void TickNohzGetNextHrtimer(Cpu cpu) => Work(cpu);
}
