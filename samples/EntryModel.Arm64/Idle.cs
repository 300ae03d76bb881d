namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/idle.c: how the CPU waits. An interrupt ends the wait although it is masked, and is taken much later.</summary>
internal static class Idle
{
    [Kernel("arch_cpu_idle", "arch/arm64/kernel/idle.c")]
    [NoInstr]
    internal static void ArchCpuIdle(Cpu cpu)
    {
        CpuDoIdle(cpu);
    }

    /// <summary>wfi</summary>
    [Kernel("cpu_do_idle", "arch/arm64/kernel/idle.c")]
    [NoInstr]
    internal static void CpuDoIdle(Cpu cpu) => Step(cpu);

    /// <summary>Nothing to do on arm64; instrumentable all the same.</summary>
    internal static void ArchCpuIdleEnter(Cpu cpu) => Work(cpu);
}
