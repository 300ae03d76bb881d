namespace EntryModel.Arm64;

/// <summary>System registers: one instruction each.</summary>
internal static class Sysregs
{
    [Kernel("read_sysreg")]
    [AlwaysInline]
    internal static ExceptionClass ReadSysregEsr(Cpu cpu) => cpu.Esr;

    [Kernel("read_sysreg")]
    [AlwaysInline]
    internal static ulong ReadSysregFar(Cpu cpu) => cpu.Far;

    [Kernel("write_sysreg")]
    [AlwaysInline]
    internal static void WriteSysregDaif(Cpu cpu, Daif masked)
    {
        Step(cpu);
        cpu.Masked = masked;
        cpu.IrqsEnabled = (masked & Daif.Irq) == 0;
    }

    /// <summary>Raw: nobody is told, and nobody needs to be, for interrupts stay masked.</summary>
    [Kernel("write_sysreg")]
    [AlwaysInline]
    internal static void WriteSysregDaifNoIrq(Cpu cpu)
    {
        Step(cpu);
        cpu.Masked = Daif.ProcessContextNoIrq;
    }

    [AlwaysInline]
    internal static void GicWritePmr(Cpu cpu) => Step(cpu);

    /// <summary>The branch predictor forgets what user mode has taught it. Bit 55 of the address says whose half it is in.</summary>
    [AlwaysInline]
    internal static void Arm64ApplyBpHardening(Cpu cpu) => Step(cpu);
}
