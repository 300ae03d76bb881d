using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>Both judgements about one mutant.</summary>
internal sealed record Verdict(Mutant Mutant, IReadOnlyList<string> Rules, string? Mistake)
{
    public bool IsReported => Rules.Count > 0;

    public bool IsBad => Mistake is not null && !IsOtherwiseWrong;

    /// <summary>It never ends, or does not panic where it should: wrong, and nothing about entry states.</summary>
    public bool IsOtherwiseWrong => Mistake is { } mistake && (mistake.Contains("does not end", StringComparison.Ordinal) || mistake.Contains("NoPanic", StringComparison.Ordinal));

    public bool IsProven => Mutant.Trust == Trust.None;

    /// <summary>What nothing may be: broken when it runs, or without a marker, and nobody said so.</summary>
    public bool IsMissed => (IsProven && !IsReported && Mutant.Kind == MutantKind.DropMarker) || IsBad && !IsReported && IsProven && KnownMisses.ReasonOf(Mutant) is null;
}
