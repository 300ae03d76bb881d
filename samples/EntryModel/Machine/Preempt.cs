namespace EntryModel.Machine;

/// <summary>include/linux/preempt.h: one counter, several nestings.</summary>
[NoInstr]
internal static class Preempt
{
    internal const int PreemptOffset = 1;
    internal const int SoftirqOffset = 1 << 8;
    internal const int HardirqOffset = 1 << 16;
    internal const int NmiOffset = 1 << 20;

    internal const int HardirqMask = 0xf << 16;
    internal const int NmiMask = 0xf << 20;
    internal const int InterruptMask = 0xff << 8 | HardirqMask | NmiMask;

    /// <summary>__preempt_count_add(): raw, not traced; the traced one is preempt_count_add().</summary>
    [MethodImpl(NoInlining)]
    internal static void RawPreemptCountAdd(Cpu cpu, int value)
    {
        Trace.Record(cpu, Step.PreemptCountAdd);
        cpu.PreemptCount += value;
    }

    /// <summary>__preempt_count_sub()</summary>
    [MethodImpl(NoInlining)]
    internal static void RawPreemptCountSub(Cpu cpu, int value)
    {
        Trace.Record(cpu, Step.PreemptCountSub);
        cpu.PreemptCount -= value;
    }

    /// <summary>in_nmi()</summary>
    [MethodImpl(NoInlining)]
    internal static bool InNmi(Cpu cpu) => (cpu.PreemptCount & NmiMask) != 0;

    /// <summary>in_hardirq()</summary>
    [MethodImpl(NoInlining)]
    internal static bool InHardirq(Cpu cpu) => (cpu.PreemptCount & HardirqMask) != 0;

    /// <summary>in_interrupt()</summary>
    [MethodImpl(NoInlining)]
    internal static bool InInterrupt(Cpu cpu) => (cpu.PreemptCount & InterruptMask) != 0;
}
