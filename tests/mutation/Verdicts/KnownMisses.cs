using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>So many mutants of a kind in a function that nobody reports, and why.</summary>
internal sealed record KnownMiss(MutantKind Kind, string Function, int Count, string Reason)
{
    public override string ToString() => $"{Kind} {Function}";
}

/// <summary>Markers that nobody misses: a mutant that is missed for another reason is a failure, and so is one more than is listed.</summary>
internal static class KnownMisses
{
    private const string InstrumentableCallers = "Instrumentable code alone calls the helper, in which a scope means nothing: its markers are verified where noinstr code expands them.";
    private const string NeverReturns = "Nothing reaches the End: the call before it panics, and says that it does not return.";

    public static IReadOnlyList<KnownMiss> All { get; } =
    [
        new(MutantKind.DropMarker, "GuestTimingEnterIrqoff", 1, InstrumentableCallers),
        new(MutantKind.DropMarker, "GuestTimingExitIrqoff", 2, InstrumentableCallers),
        new(MutantKind.DropMarker, "NmiEnter", 2, InstrumentableCallers),
        new(MutantKind.DropMarker, "NmiExit", 1, InstrumentableCallers),
        new(MutantKind.DropMarker, "ExcDoubleFault", 1, NeverReturns),
        new(MutantKind.DropMarker, "McePanic", 1, NeverReturns),
    ];

    /// <summary>The silent ones that the list does not know. Where there are more than it says, nobody can tell which of them is the new one.</summary>
    public static IReadOnlyList<Verdict> Unknown(IEnumerable<Verdict> verdicts) =>
        [.. Groups(verdicts).Where(silent => silent.Count() > (Of(silent.Key)?.Count ?? 0)).SelectMany(static silent => silent)];

    /// <summary>Of all mutants: what the list excuses more of than there is, and would excuse the next mistake.</summary>
    public static IEnumerable<KnownMiss> Unused(IEnumerable<Verdict> all)
    {
        var silent = Groups(all).ToDictionary(static group => group.Key, static group => group.Count());
        return All.Where(known => silent.GetValueOrDefault((known.Kind, known.Function)) < known.Count);
    }

    private static IEnumerable<IGrouping<(MutantKind Kind, string Function), Verdict>> Groups(IEnumerable<Verdict> verdicts) =>
        verdicts.Where(static verdict => verdict.IsSilent).GroupBy(static verdict => (verdict.Mutant.Kind, verdict.Mutant.Function.Identifier.ValueText));

    private static KnownMiss? Of((MutantKind Kind, string Function) key) => All.FirstOrDefault(known => (known.Kind, known.Function) == key);
}
