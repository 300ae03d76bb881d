namespace EntryModel.Machine;

/// <summary>The latch of NMIs, and CR2, which one of them must not lose: each function is one instruction, or a claim, and what it means for the entry state.</summary>
internal static class NmiWords
{
    [AlwaysInline, Primitive, HoldsWhen(true, NmiContext.Executing, Exact = true)]
    internal static bool IsNmiExecuting(Cpu cpu) => cpu.NmiState != NmiState.NotRunning;

    [AlwaysInline, Primitive, Establishes(NmiContext.Executing)]
    internal static void BeginNmi(Cpu cpu) => cpu.NmiState = NmiState.Executing;

    /// <summary>this_cpu_dec_return(nmi_state): in one step it ends this NMI, or begins the one that came meanwhile.</summary>
    [AlwaysInline, Primitive, Revokes(NmiContext.Executing), HoldsWhen(true, NmiContext.Executing)]
    internal static bool IsNmiLatched(Cpu cpu)
    {
        cpu.NmiState--;
        return cpu.NmiState != NmiState.NotRunning;
    }

    [AlwaysInline, Primitive, HoldsWhen(false, NmiContext.Cr2Untouched)]
    internal static bool Cr2Differs(ulong current, ulong saved) => current != saved;

    [AlwaysInline, Primitive, Revokes(NmiContext.Cr2Saved)]
    internal static void StoreCr2(Cpu cpu, ulong address) => cpu.Cr2 = address;

    /// <summary>Nothing has faulted: what was saved is there still.</summary>
    [AlwaysInline, Primitive, Requires(NmiContext.Cr2Untouched), Revokes(NmiContext.Cr2Saved)]
    internal static void KeepsCr2(Cpu cpu)
    {
    }
}
