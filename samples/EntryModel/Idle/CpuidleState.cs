namespace EntryModel.Idle;

/// <summary>What entering an idle state does to the rest of the machine (CPUIDLE_FLAG_*).</summary>
[Flags]
internal enum CpuidleFlags
{
    None = 0,

    /// <summary>Several CPUs enter it together, and come out of it together.</summary>
    Coupled = 1 << 0,

    /// <summary>The CPU's own timer stops.</summary>
    TimerStop = 1 << 1,
    TlbFlushed = 1 << 2,

    /// <summary>The driver itself tells RCU, for it has something to do between.</summary>
    RcuIdle = 1 << 3,
}

/// <summary>How a driver puts the CPU to sleep: with interrupts disabled, as it leaves them, and as a rule while RCU does not watch.</summary>
[NoInstr, Requires(IrqState.Disabled)]
internal delegate void CpuidleCallback(Cpu cpu);

/// <summary>struct cpuidle_state: a row of a driver's table.</summary>
internal sealed class CpuidleState
{
    [Kernel("target_state->enter")]
    internal readonly CpuidleCallback Enter;

    [Kernel("target_state->enter_s2idle")]
    internal readonly CpuidleCallback EnterS2Idle = IdleDrivers.IntelIdleS2Idle;

    internal readonly CpuidleFlags Flags;

    internal CpuidleState(CpuidleFlags flags)
    {
        Flags = flags;
#pragma warning disable NOINSTR302 // Without the flag the core tells lockdep, before the callback, that interrupts are on.
        Enter = IdleDrivers.DefaultEnterIdle;
#pragma warning restore NOINSTR302
        if ((flags & CpuidleFlags.RcuIdle) != 0)
#pragma warning disable NOINSTR302 // By this flag the core knows that the callback is to be entered while RCU watches.
            Enter = IdleDrivers.AcpiIdleEnterBm;
#pragma warning restore NOINSTR302
    }
}

/// <summary>One callback each of drivers/cpuidle/cpuidle-haltpoll.c, drivers/acpi/processor_idle.c and drivers/idle/intel_idle.c.</summary>
internal static class IdleDrivers
{
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void DefaultEnterIdle(Cpu cpu)
    {
        if (!CurrentClrPollingAndTest(cpu))
            ArchCpuIdle(cpu);
    }

    /// <summary>The chipset's arbiter is switched off under a lock, which needs RCU.</summary>
    [NoInstr, Requires(IrqState.Disabled, EntryState.Lockdep, EntryState.Rcu), Revokes(EntryState.Tracing)]
    internal static void AcpiIdleEnterBm(Cpu cpu)
    {
        InstrumentationScope.Begin();
        RawSpinLock(cpu);
        CtCpuidleEnter(cpu);
        ArchCpuIdle(cpu);
        CtCpuidleExit(cpu);
        RawSpinUnlock(cpu);
        InstrumentationScope.End();
    }

    /// <summary>MWAIT, which an interrupt ends even while it is disabled.</summary>
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void IntelIdleS2Idle(Cpu cpu) => Step(cpu);

    private static void RawSpinLock(Cpu cpu) => Hook(cpu);

    private static void RawSpinUnlock(Cpu cpu) => Hook(cpu);
}
