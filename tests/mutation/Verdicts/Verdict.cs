using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>Both judgements about one mutant.</summary>
internal sealed record Verdict(Mutant Mutant, IReadOnlyList<string> Rules, string? Mistake)
{
    public bool IsReported => Rules.Count > 0;

    public bool IsBad => Mistake is not null && !IsOtherwiseWrong;

    private static readonly string[] OtherMistakes = ["does not end", "NoPanic", "Kernel panic", "UnexpectedAsyncPf", "Index was outside"];

    /// <summary>It never ends, panics where it should not or the other way round, takes a page fault for a message of the host, or stops with one of C#'s: wrong, and nothing about entry states.</summary>
    public bool IsOtherwiseWrong => Mistake is { } mistake && OtherMistakes.Any(other => mistake.Contains(other, StringComparison.Ordinal));

    public bool IsProven => Mutant.Trust == Trust.None;

    /// <summary>Broken when it runs, wherever it is, or without a marker where that is asked to be proven; and nobody said so.</summary>
    public bool IsSilent => !IsReported && (IsBad || (IsProven && Mutant.Kind == MutantKind.DropMarker));
}
