namespace EntryModel.X86;

/// <summary>arch/x86/kernel/process.c: how the CPU waits.</summary>
internal static class Process
{
    /// <summary>arch_cpu_idle(): a static call, here to its default target.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void ArchCpuIdle(Cpu cpu)
    {
        Trace.Enter(cpu, Step.ArchCpuIdle);
        DefaultIdle(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>default_idle()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void DefaultIdle(Cpu cpu)
    {
        Trace.Enter(cpu, Step.DefaultIdle);
        RawSafeHalt(cpu);
        RawLocalIrqDisable(cpu);
        Trace.Leave(cpu);
    }
}
