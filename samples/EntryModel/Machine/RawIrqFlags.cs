namespace EntryModel.Machine;

/// <summary>The instructions behind include/linux/irqflags.h: they change the flag and tell nobody.</summary>
internal static class RawIrqFlags
{
    /// <summary>raw_local_irq_enable(): sti</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RawLocalIrqEnable(Cpu cpu)
    {
        Trace.Record(cpu, Step.RawLocalIrqEnable);
        cpu.IrqsEnabled = true;
    }

    /// <summary>raw_local_irq_disable(): cli</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RawLocalIrqDisable(Cpu cpu)
    {
        Trace.Record(cpu, Step.RawLocalIrqDisable);
        cpu.IrqsEnabled = false;
    }

    /// <summary>raw_local_irq_save(): pushf, cli</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool RawLocalIrqSave(Cpu cpu)
    {
        var flags = cpu.IrqsEnabled;
        cpu.IrqsEnabled = false;
        return flags;
    }

    /// <summary>raw_local_irq_restore(): popf</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RawLocalIrqRestore(Cpu cpu, bool flags) => cpu.IrqsEnabled = flags;

    /// <summary>raw_irqs_disabled()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool RawIrqsDisabled(Cpu cpu) => !cpu.IrqsEnabled;

    /// <summary>raw_safe_halt(): sti; hlt. Whatever waits is taken here, with the halted context as the interrupted one.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void RawSafeHalt(Cpu cpu)
    {
        Trace.Record(cpu, Step.RawSafeHalt);
        RawLocalIrqEnable(cpu);
        X86.EntryStubs.DeliverPendingInterrupt(cpu);
    }
}
