namespace EntryModel.Machine;

/// <summary>Registers and flags of x86 that a transition puts aside: each function is the instruction, and what it means for the entry state.</summary>
internal static class Registers
{
    /// <summary>No breakpoint is armed from here on.</summary>
    [AlwaysInline, Primitive, Establishes(DebugRegs.Saved)]
    internal static ulong ExchangeDr7(Cpu cpu)
    {
        var dr7 = cpu.Dr7;
        cpu.Dr7 = 0;
        return dr7;
    }

    [AlwaysInline, Primitive, Revokes(DebugRegs.Saved)]
    internal static void WriteDr7(Cpu cpu, ulong dr7) => cpu.Dr7 = dr7;

    [AlwaysInline, Primitive, Establishes(SvmState.GifCleared)]
    internal static void ClearGlobalInterruptFlag(Cpu cpu) => cpu.GlobalInterruptFlag = false;

    [AlwaysInline, Primitive, Revokes(SvmState.GifCleared)]
    internal static void SetGlobalInterruptFlag(Cpu cpu) => cpu.GlobalInterruptFlag = true;
}
