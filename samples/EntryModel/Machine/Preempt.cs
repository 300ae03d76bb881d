namespace EntryModel.Machine;

/// <summary>include/linux/preempt.h: one counter, several nestings.</summary>
internal static class Preempt
{
    internal const int PreemptOffset = 1;
    internal const int SoftirqOffset = 1 << 8;
    internal const int HardirqOffset = 1 << 16;
    internal const int NmiOffset = 1 << 20;

    internal const int HardirqMask = 0xf << 16;
    internal const int NmiMask = 0xf << 20;
    internal const int InterruptMask = 0xff << 8 | HardirqMask | NmiMask;

    /// <summary>With NMI_OFFSET + HARDIRQ_OFFSET. Raw, not traced; the traced one is preempt_count_add().</summary>
    [Kernel("__preempt_count_add")]
    [NoInstr, Primitive, Establishes(EntryState.Nmi)]
    internal static void NmiCountAdd(Cpu cpu)
    {
        Step(cpu);
        cpu.PreemptCount += NmiOffset + HardirqOffset;
    }

    [Kernel("__preempt_count_sub")]
    [NoInstr, Primitive, Revokes(EntryState.Nmi)]
    internal static void NmiCountSub(Cpu cpu)
    {
        Step(cpu);
        cpu.PreemptCount -= NmiOffset + HardirqOffset;
    }

    /// <summary>With HARDIRQ_OFFSET. May be traced.</summary>
    [Kernel("preempt_count_add")]
    [Primitive, Establishes(EntryState.HardIrq)]
    internal static void HardirqCountAdd(Cpu cpu)
    {
        Step(cpu);
        cpu.PreemptCount += HardirqOffset;
    }

    [Kernel("preempt_count_sub")]
    [Primitive, Revokes(EntryState.HardIrq)]
    internal static void HardirqCountSub(Cpu cpu)
    {
        Step(cpu);
        cpu.PreemptCount -= HardirqOffset;
    }

    [Kernel("preempt_disable")]
    [Primitive, Establishes(PreemptState.Disabled)]
    internal static void PreemptDisable(Cpu cpu) => cpu.PreemptCount += PreemptOffset;

    [Kernel("sched_preempt_enable_no_resched")]
    [Primitive, Revokes(PreemptState.Disabled)]
    internal static void SchedPreemptEnableNoResched(Cpu cpu) => cpu.PreemptCount -= PreemptOffset;

    [Kernel("preempt_enable")]
    [Primitive, Revokes(PreemptState.Disabled)]
    internal static void PreemptEnable(Cpu cpu)
    {
        cpu.PreemptCount -= PreemptOffset;
        if (cpu.PreemptCount == 0 && cpu.IrqsEnabled && Generic.Sched.NeedResched(cpu))
            Generic.Sched.Schedule(cpu);
    }

    [Kernel("preempt_disable_notrace")]
    [AlwaysInline]
    internal static void PreemptDisableNotrace(Cpu cpu) => cpu.PreemptCount += PreemptOffset;

    [Kernel("preempt_enable_notrace")]
    [AlwaysInline]
    internal static void PreemptEnableNotrace(Cpu cpu) => cpu.PreemptCount -= PreemptOffset;

    [Kernel("in_nmi")]
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.Nmi, Exact = true)]
    internal static bool InNmi(Cpu cpu) => (cpu.PreemptCount & NmiMask) != 0;

    [Kernel("in_hardirq")]
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.HardIrq, Exact = true)]
    internal static bool InHardirq(Cpu cpu) => (cpu.PreemptCount & HardirqMask) != 0;

    [Kernel("in_interrupt")]
    [AlwaysInline, Primitive, HoldsWhen(true, CtTracking.InInterrupt)]
    internal static bool InInterrupt(Cpu cpu) => (cpu.PreemptCount & InterruptMask) != 0;
}
