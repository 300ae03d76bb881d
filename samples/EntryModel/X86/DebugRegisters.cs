namespace EntryModel.X86;

/// <summary>
/// arch/x86/include/asm/debugreg.h. A breakpoint may sit on whatever the entry code touches, so it is off before an entry like that of an NMI
/// changes any state, and on only after the exit has put all of it back.
/// </summary>
internal static class DebugRegisters
{
    [Kernel("local_db_save")]
    [AlwaysInline, Forbids(EntryState.Nmi), Establishes(DebugRegs.Saved)]
    internal static ulong LocalDbSave(Cpu cpu)
    {
        Step(cpu);
        return ExchangeDr7(cpu);
    }

    [Kernel("local_db_restore")]
    [AlwaysInline, Forbids(EntryState.Nmi), Revokes(DebugRegs.Saved)]
    internal static void LocalDbRestore(Cpu cpu, ulong dr7)
    {
        Step(cpu);
        WriteDr7(cpu, dr7);
    }

    [Kernel("get_debugreg")]
    [AlwaysInline]
    internal static Dr6 GetDebugreg6(Cpu cpu) => cpu.Dr6;

    [Kernel("set_debugreg")]
    [AlwaysInline]
    internal static void SetDebugreg6(Cpu cpu, Dr6 dr6)
    {
        Step(cpu);
        cpu.Dr6 = dr6;
    }
}
