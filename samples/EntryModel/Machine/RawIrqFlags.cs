namespace EntryModel.Machine;

/// <summary>The instructions behind include/linux/irqflags.h: they change the flag and tell nobody.</summary>
internal static class RawIrqFlags
{
    /// <summary>Not while lockdep has been told that they are off: it would go on believing it.</summary>
    [Kernel("raw_local_irq_enable", "include/linux/irqflags.h")]
    [AlwaysInline, Primitive, Revokes(IrqState.Disabled), Forbids(EntryState.Lockdep)]
    internal static void RawLocalIrqEnable(Cpu cpu) => ArchLocalIrqEnable(cpu);

    [Kernel("raw_local_irq_disable", "include/linux/irqflags.h")]
    [AlwaysInline, Primitive, Ensures(IrqState.Disabled)]
    internal static void RawLocalIrqDisable(Cpu cpu) => ArchLocalIrqDisable(cpu);

    /// <summary>pushf, cli</summary>
    [Kernel("raw_local_irq_save")]
    [AlwaysInline, Primitive, Ensures(IrqState.Disabled)]
    internal static bool RawLocalIrqSave(Cpu cpu)
    {
        var flags = cpu.IrqsEnabled;
        cpu.IrqsEnabled = false;
        return flags;
    }

    /// <summary>popf</summary>
    [Kernel("raw_local_irq_restore")]
    [AlwaysInline, Primitive, Restores(IrqState.Disabled)]
    internal static void RawLocalIrqRestore(Cpu cpu, bool flags) => cpu.IrqsEnabled = flags;

    [Kernel("raw_irqs_disabled")]
    [AlwaysInline, Primitive, HoldsWhen(true, IrqState.Disabled, Exact = true)]
    internal static bool RawIrqsDisabled(Cpu cpu) => !cpu.IrqsEnabled;

    /// <summary>sti; hlt. Whatever waits is taken here, with the halted context as the interrupted one.</summary>
    [Kernel("raw_safe_halt")]
    [NoInstr, Primitive, Revokes(IrqState.Disabled), Forbids(EntryState.Lockdep)]
    internal static void RawSafeHalt(Cpu cpu)
    {
        ArchLocalIrqEnable(cpu);
        DeliverPendingInterrupt(cpu);
    }

    /// <summary>sti</summary>
    [AlwaysInline]
    private static void ArchLocalIrqEnable(Cpu cpu)
    {
        Step(cpu);
        cpu.IrqsEnabled = true;
    }

    /// <summary>cli</summary>
    [AlwaysInline]
    private static void ArchLocalIrqDisable(Cpu cpu)
    {
        Step(cpu);
        cpu.IrqsEnabled = false;
    }
}
