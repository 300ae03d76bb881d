namespace EntryModel.X86;

/// <summary>arch/x86/kernel/process.c: how the CPU waits.</summary>
internal static class Process
{
    /// <summary>A static call, here to its default target.</summary>
    [Kernel("arch_cpu_idle", "arch/x86/kernel/process.c")]
    [NoInstr]
    internal static void ArchCpuIdle(Cpu cpu)
    {
        DefaultIdle(cpu);
    }

    [Kernel("default_idle", "arch/x86/kernel/process.c")]
    [NoInstr]
    internal static void DefaultIdle(Cpu cpu)
    {
        RawSafeHalt(cpu);
        RawLocalIrqDisable(cpu);
    }
}
