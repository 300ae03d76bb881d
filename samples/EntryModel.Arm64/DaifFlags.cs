namespace EntryModel.Arm64;

/// <summary>
/// arch/arm64/include/asm/daifflags.h: the masks, and everybody who keeps an eye on them. Inline, but not always, and instrumentable: noinstr code
/// calls them all the same.
/// </summary>
internal static class DaifFlags
{
    [Kernel("local_daif_mask", "arch/arm64/include/asm/daifflags.h")]
    [Primitive, Requires(EntryState.Rcu), Ensures(IrqState.Disabled)]
    internal static void LocalDaifMask(Cpu cpu)
    {
        Warn.On(cpu, cpu.Config.PseudoNmi && cpu.Masked == Daif.Irq, Violation.IrqsDisabled);
        Step(cpu);
        cpu.Masked = Daif.All;
        cpu.IrqsEnabled = false;
        if (cpu.Config.PseudoNmi)
            GicWritePmr(cpu);
        TraceHardirqsOff(cpu);
    }

    /// <summary>Whoever watches is told before interrupts are unmasked, and after they are masked.</summary>
    [Kernel("local_daif_restore", "arch/arm64/include/asm/daifflags.h")]
    [Primitive, Requires(EntryState.Rcu)]
    internal static void LocalDaifRestore(Cpu cpu, Daif masked)
    {
        var irqsDisabled = (masked & Daif.Irq) != 0;
        if (!irqsDisabled)
            TraceHardirqsOn(cpu);
        if (cpu.Config.PseudoNmi)
            GicWritePmr(cpu);
        WriteSysregDaif(cpu, masked);
        if (irqsDisabled)
            TraceHardirqsOff(cpu);
    }

    [Kernel("local_daif_restore")]
    [Primitive, Requires(EntryState.Rcu), Revokes(IrqState.Disabled)]
    internal static void LocalDaifRestoreProcctx(Cpu cpu) => LocalDaifRestore(cpu, Daif.ProcessContext);

    /// <summary>Interrupts stay masked. Where lockdep and the tracer have not been told yet, they are told now.</summary>
    [Kernel("local_daif_restore")]
    [Primitive, Requires(EntryState.Rcu, IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Tracing)]
    internal static void LocalDaifRestoreErrctx(Cpu cpu) => LocalDaifRestore(cpu, Daif.ErrorContext);

    /// <summary>As the interrupted context had them.</summary>
    [Kernel("local_daif_inherit", "arch/arm64/include/asm/daifflags.h")]
    [Primitive, Requires(EntryState.Rcu), Restores(IrqState.Disabled)]
    internal static void LocalDaifInherit(Cpu cpu, in PtRegs regs)
    {
        if (InterruptsEnabled(in regs))
            TraceHardirqsOn(cpu);
        if (cpu.Config.PseudoNmi)
            GicWritePmr(cpu);
        WriteSysregDaif(cpu, regs.Masked);
    }

    [AlwaysInline, Pure]
    internal static bool InterruptsEnabled(in PtRegs regs) => regs.IrqsEnabled;
}
