using System.Collections.Immutable;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Reference.States;

/// <summary>A program, what its paths bear out of the entry states, and what the analyzer says. Both have to be the same, line by line.</summary>
internal sealed class StateJudgement(ulong seed, ProgramText text, StateVerdict verdict, ImmutableHashSet<Finding> reported)
{
    public static readonly ImmutableHashSet<string> Compared =
    [
        RuleIds.StateNotEstablished,
        RuleIds.StateAlreadyEstablished,
        RuleIds.StateNotStanding,
        RuleIds.StateOrder,
        RuleIds.ContractNotKept,
        RuleIds.StateForbidden,
        RuleIds.TokenNotConsumed,
        RuleIds.ChangedUnderScope,
    ];

    public ulong Seed { get; } = seed;

    public ProgramText Text { get; } = text;

    public StateVerdict Verdict { get; } = verdict;

    public IReadOnlyList<string> Disagreements { get; } = verdict.IsGivenUp ? [] :
    [
        .. reported.Where(finding => finding.Id.StartsWith("CS", StringComparison.Ordinal)).Select(error => $"{error.Id} in line {error.Line}: the program does not compile"),
        .. verdict.Findings.Except(reported).Select(missing => $"no {missing.Id} in line {missing.Line}"),
        .. reported.Where(finding => Compared.Contains(finding.Id)).Except(verdict.Findings).Select(extra => $"{extra.Id} in line {extra.Line}, which no path bears out"),
    ];

    /// <summary>All in one compilation.</summary>
    public static async Task<IReadOnlyList<StateJudgement>> OfAsync(IReadOnlyList<(ulong Seed, Program Program)> programs)
    {
        var bound = programs.Select(program => Binder.Bind(program.Program)).ToList();
        var texts = bound.Select((program, i) => new ProgramText(program, $"Seed{programs[i].Seed}")).ToList();
        var reported = await AnalyzerVerdicts.OfAsync(texts, Primitives.Prelude);
        return [.. bound.Select((program, i) => new StateJudgement(programs[i].Seed, texts[i], new StateVerdict(program, texts[i]), reported[i]))];
    }
}
