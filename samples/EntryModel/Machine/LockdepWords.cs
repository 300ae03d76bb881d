namespace EntryModel.Machine;

/// <summary>
/// What lockdep keeps, as far as the transitions go: each function is a load, a store or two that belong together, or a claim, which does nothing, and what that means
/// for the entry state. Nothing proves that; everything that decides by them is proven.
/// </summary>
internal static class LockdepWords
{
    /// <summary>Inside itself it notes nothing, and nobody may ask it: to whoever calls it that is as if it had noted that they are off.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.Lockdep)]
    internal static bool LockdepIgnoresOff(Cpu cpu) => cpu.LockdepRecursion != 0;

    /// <summary>Inside itself, as above: it is as if it had noted that they are on. Or it has.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, LockdepState.NeedsNothing), HoldsWhen(false, LockdepState.Listens), HoldsWhen(false, EntryState.Lockdep, Exact = true)]
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

    [AlwaysInline, Primitive, Establishes(Owed.Preparation)]
    internal static void OwesPreparation(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(LockdepState.Listens), Revokes(Owed.Preparation)]
    internal static void NotePrepared(Cpu cpu) => cpu.HardirqsOnPrepared = true;

    [AlwaysInline, Primitive, Requires(LockdepState.NeedsNothing), Revokes(Owed.Preparation)]
    internal static void PreparesNothing(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(EntryState.Nmi), Revokes(Owed.Preparation)]
    internal static void NmiPreparesNothing(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, HoldsWhen(true, LockdepState.InHardirq), HoldsWhen(false, LockdepState.NotInHardirq)]
    internal static bool LockdepIsInHardirq(Cpu cpu) => cpu.HardirqContext != 0;

    /// <summary>Of what lockdep_softirq_start() has said; any other value is believed, too.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, LockdepState.InHardirq), HoldsWhen(false, LockdepState.NotInHardirq)]
    internal static bool WasInHardirq(bool inHardirq) => inHardirq;

    [AlwaysInline, Primitive, Establishes(LockdepState.Softirq)]
    internal static void SoftirqContextInc(Cpu cpu) => cpu.SoftirqContext++;

    [AlwaysInline, Primitive, Revokes(LockdepState.Softirq)]
    internal static void SoftirqContextDec(Cpu cpu) => cpu.SoftirqContext--;

    /// <summary>To whoever is in the hardirq it goes on: it is taken up again before the hardirq's own exit.</summary>
    [AlwaysInline, Primitive, Requires(LockdepState.InHardirq), Establishes(LockdepState.Hardirq, Owed.Hardirq)]
    internal static void PutsHardirqAside(Cpu cpu)
    {
    }

    /// <inheritdoc cref="PutsHardirqAside"/>
    [AlwaysInline, Primitive, Requires(LockdepState.InHardirq), Revokes(LockdepState.Hardirq, Owed.Hardirq)]
    internal static void TakesHardirqUp(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(LockdepState.NotInHardirq), Establishes(Owed.Hardirq)]
    internal static void PutsNoHardirqAside(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(LockdepState.NotInHardirq), Revokes(Owed.Hardirq)]
    internal static void TakesNoHardirqUp(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Establishes(LockdepState.Off)]
    internal static void LockdepOffInc(Cpu cpu) => cpu.LockdepOff++;

    [AlwaysInline, Primitive, Revokes(LockdepState.Off)]
    internal static void LockdepOffDec(Cpu cpu) => cpu.LockdepOff--;
}
