namespace EntryModel.Machine;

/// <summary>
/// What lockdep keeps, as far as the transitions go: each function is one load or store, and what it means for the entry state. Nothing proves that; everything
/// that decides by them is proven.
/// </summary>
internal static class LockdepWords
{
    /// <summary>Inside itself it notes nothing, and nobody may ask it: to whoever calls it that is as if it had noted that they are off.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.Lockdep)]
    internal static bool LockdepIgnoresOff(Cpu cpu) => cpu.LockdepRecursion != 0;

    /// <summary>Inside itself, or where it has noted already that they are on.</summary>
    [AlwaysInline, Primitive, HoldsWhen(false, LockdepState.Listens), HoldsWhen(false, EntryState.Lockdep, Exact = true)]
    internal static bool LockdepIgnoresOn(Cpu cpu) => cpu.LockdepRecursion != 0 || cpu.HardirqsEnabled;

    [AlwaysInline, Primitive, HoldsWhen(false, EntryState.Lockdep, Exact = true)]
    internal static bool LockdepBelievesOn(Cpu cpu) => cpu.HardirqsEnabled;

    [AlwaysInline, Primitive, Establishes(EntryState.Lockdep)]
    internal static void NoteHardirqsOff(Cpu cpu)
    {
        cpu.HardirqsEnabled = false;
        cpu.HardirqsOnPrepared = false;
    }

    [AlwaysInline, Primitive, Revokes(EntryState.Lockdep)]
    internal static void NoteHardirqsOn(Cpu cpu) => cpu.HardirqsEnabled = true;

    /// <summary>What an NMI has not prepared it must not take from whom it has interrupted.</summary>
    [AlwaysInline, Primitive, Requires(LockdepState.Listens), Forbids(EntryState.Nmi)]
    internal static void TakePrepared(Cpu cpu) => cpu.HardirqsOnPrepared = false;

    [AlwaysInline, Primitive, Establishes(LockdepState.Off)]
    internal static void LockdepOffInc(Cpu cpu) => cpu.LockdepOff++;

    [AlwaysInline, Primitive, Revokes(LockdepState.Off)]
    internal static void LockdepOffDec(Cpu cpu) => cpu.LockdepOff--;
}
