using EntryModel.Idle;
using static EntryModel.Running.Scenario;

namespace EntryModel.Running;

/// <summary>The ways in which the idle loop waits; what ends each of them is an interrupt.</summary>
internal static class IdleScenarios
{
    internal static IReadOnlyList<Scenario> All =>
    [
        new("idle-poll", "cpu_idle_poll(): common_interrupt() while the CPU polls",
            InIdle + WithIrq + (cpu => cpu.IdleMustPoll = true), DoIdle),
        new("idle-cpuidle", "cpuidle_enter_state(): an indirect callback while RCU does not watch",
            InIdle + WithIrq + In(CpuidleFlags.TimerStop | CpuidleFlags.TlbFlushed), DoIdle),
        new("idle-coupled", "cpuidle_enter_state() of coupled CPUs",
            InIdle + WithIrq + In(CpuidleFlags.Coupled), DoIdle),
        new("idle-rcu", "cpuidle_enter_state(): the driver itself tells RCU",
            InIdle + WithIrq + In(CpuidleFlags.RcuIdle) + (cpu => cpu.IdleIsLong = true), DoIdle),
        new("idle-suspend", "enter_s2idle_proper(): the system suspends to idle",
            InIdle + WithIrq + In(CpuidleFlags.None) + (cpu => cpu.IsSuspendingToIdle = true), DoIdle),
    ];

    private static Action<Cpu> In(CpuidleFlags flags) => cpu =>
    {
        cpu.HasCpuidle = true;
        cpu.IdleState = new CpuidleState(flags);
    };
}
