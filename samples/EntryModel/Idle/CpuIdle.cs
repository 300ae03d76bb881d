namespace EntryModel.Idle;

/// <summary>
/// include/linux/cpuidle.h, and the events of the headers beside it: where RCU stops watching the idle task, and starts again. The two transitions
/// are no pair of brackets in the caller's text: the first closes the region that the caller has opened, the second opens another one for it.
/// </summary>
internal static class CpuIdle
{
    [Kernel("ct_cpuidle_enter", "include/linux/cpuidle.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    internal static void CtCpuidleEnter(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationScope.End();
        CtIdleEnter(cpu);
        LockdepHardirqsOn(cpu);
    }

    /// <summary>The tracer goes on believing that interrupts are enabled: soon they are.</summary>
    [Kernel("ct_cpuidle_exit", "include/linux/cpuidle.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu)]
    internal static void CtCpuidleExit(Cpu cpu)
    {
        LockdepHardirqsOff(cpu);
        CtIdleExit(cpu);
        InstrumentationScope.Begin();
    }

    /// <summary>
    /// local_irq_enable() where the wait is over. The tracer has believed it since ct_cpuidle_enter(), so it learns nothing new, and what it was
    /// told before is settled.
    /// </summary>
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu), Ensures(EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void EnableInterruptsAfterIdle(Cpu cpu)
    {
        TracerIsToldNothingNew(cpu);
        LocalIrqEnable(cpu);
    }

    /// <summary>It has believed since ct_cpuidle_enter() that they are on, and is told that they are: that ends as it does for whoever was told before that they are off.</summary>
    [AlwaysInline, Primitive, Requires(IrqState.Disabled, EntryState.Lockdep, EntryState.Rcu), Ensures(EntryState.Tracing)]
    private static void TracerIsToldNothingNew(Cpu cpu)
    {
    }

    internal static void TraceCpuIdle(Cpu cpu) => Hook(cpu);

    internal static void StopCriticalTimings(Cpu cpu) => Hook(cpu);

    internal static void StartCriticalTimings(Cpu cpu) => Hook(cpu);
}
