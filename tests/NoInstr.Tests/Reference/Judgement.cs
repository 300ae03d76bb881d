using System.Collections.Immutable;

namespace NoInstr.Tests.Reference;

/// <summary>A program, what its paths bear out, and what the analyzer says.</summary>
internal sealed class Judgement(ulong seed, ProgramText text, PathVerdict verdict, ImmutableHashSet<Finding> reported)
{
    public ulong Seed { get; } = seed;

    public ProgramText Text { get; } = text;

    public PathVerdict Verdict { get; } = verdict;

    public ImmutableHashSet<Finding> Reported { get; } = reported;

    public IReadOnlyList<string> Disagreements { get; } = Comparison.Disagreements(verdict, reported);

    /// <summary>All in one compilation.</summary>
    public static async Task<IReadOnlyList<Judgement>> OfAsync(IReadOnlyList<(ulong Seed, Program Program)> programs)
    {
        var bound = programs.Select(program => Binder.Bind(program.Program)).ToList();
        var texts = bound.Select((program, i) => new ProgramText(program, $"Seed{programs[i].Seed}")).ToList();
        var reported = await AnalyzerVerdicts.OfAsync(texts);
        return [.. bound.Select((program, i) => new Judgement(programs[i].Seed, texts[i], new PathVerdict(program, texts[i]), reported[i]))];
    }
}
