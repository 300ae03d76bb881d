using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>Both judgements about one mutant.</summary>
internal sealed record Verdict(Mutant Mutant, IReadOnlyList<string> Rules, string? Mistake)
{
    public bool IsReported => Rules.Count > 0;

    public bool IsBad => Mistake is not null;

    /// <summary>What nothing may be: broken when it runs, and nobody said so.</summary>
    public bool IsMissed => IsBad && !IsReported && !Mutant.IsAxiom;
}
