using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Bench.Code;
using NoInstr.Bench.Subjects;

namespace NoInstr.Bench.Build;

/// <summary>Analyzers over one variant of the generated code, and what is to be shown about them.</summary>
internal sealed record Subject(string Name, Annotations Code, ImmutableArray<DiagnosticAnalyzer> Analyzers, AnalyzerOptions? Options = null);

/// <summary>
/// What each analyzer adds to a build. The rounds are interleaved, so that a slow minute of the machine does not fall on one subject alone,
/// and of each subject the least disturbed run counts.
/// </summary>
internal sealed class BuildCosts
{
    private const int Rounds = 6;
    private const int WarmupFiles = 40;

    /// <summary>Two runs of the same differ by so much of the compiler's time.</summary>
    private const double Noise = 0.005;

    private readonly Dictionary<Annotations, Cost> _compile = [];
    private readonly Dictionary<Annotations, Cost> _idle = [];
    private readonly Dictionary<Subject, Cost> _costs = [];

    public static readonly Subject Look = new("look for an attribute on every method", Annotations.Nothing, [new AttributeLook()]);
    public static readonly Subject Walk = new("walk the operations of every method", Annotations.Nothing, [new OperationWalk()]);
    public static readonly Subject Graph = new("make the control-flow graph of every method", Annotations.Everything, [new GraphOfEveryMethod()]);

    public static readonly ImmutableArray<Subject> Ours =
    [
        .. new[] { Annotations.Unknown, Annotations.Nothing, Annotations.HelpersOnly, Annotations.OnePercent, Annotations.TwoPercent, Annotations.Everything, Annotations.States, Annotations.ManyStates }
            .Select(annotations => new Subject($"**NoInstr**, {annotations.Name}", annotations, [new NoInstrAnalyzer()])),
    ];

    public static readonly ImmutableArray<Subject> Others =
    [
        .. OtherAnalyzers.Names.Where(name => name != OtherAnalyzers.Ours)
            .Select(name => new Subject(name, Annotations.TwoPercent, OtherAnalyzers.Of(name), OtherAnalyzers.OptionsOf(name))),
    ];

    public static IEnumerable<Subject> Subjects => new[] { Look, Walk, Graph }.Concat(Ours).Concat(Others);

    public static Subject OursAt(Annotations annotations) => Ours.Single(subject => subject.Code == annotations);

    public static BuildCosts Measure()
    {
        var costs = new BuildCosts();
        costs.Round(WarmupFiles, isWarmup: true);
        for (var round = 0; round < Rounds; round++)
        {
            costs.Round(GeneratedCode.Files, isWarmup: false);
        }

        return costs;
    }

    /// <summary>The part that the driver counts as the subject's own, of the time that the compiler takes for the same code.</summary>
    public double Own(Subject subject) => _costs[subject].Own / _compile[subject.Code].Whole;

    /// <summary>
    /// What the subject makes longer, its own part and what it makes the driver and the compiler do. Never less than nothing: the driver
    /// does not even ask the compiler for an analyzer that registers no action.
    /// </summary>
    public double Added(Subject subject) => Math.Max(0, (_costs[subject].Whole - _idle[subject.Code].Whole) / _compile[subject.Code].Whole);

    public double Allocated(Subject subject) => Math.Max(0, (double)(_costs[subject].Bytes - _idle[subject.Code].Bytes) / _compile[subject.Code].Bytes);

    public double OwnRatio(Subject subject, Subject to) => _costs[subject].Own / _costs[to].Own;

    /// <summary>The whole of two runs over the same code.</summary>
    public double WholeRatio(Subject subject, Subject to) => _costs[subject].Whole / _costs[to].Whole;

    /// <summary>What one makes longer as a multiple of what the other does, or of what is noise, if that is more.</summary>
    public double AddedRatio(Subject subject, Subject to) => Added(subject) / Math.Max(Added(to), Noise);

    /// <summary>Trees are parsed for each variant and round, and let go: a heap full of other variants would make every collection longer.</summary>
    private void Round(int files, bool isWarmup)
    {
        foreach (var variant in Subjects.GroupBy(subject => subject.Code))
        {
            var trees = GeneratedCode.Trees(variant.Key, files);
            Keep(_compile, variant.Key, Analysis.Compile(GeneratedCode.Compile(variant.Key, trees)));
            Keep(_idle, variant.Key, Analysis.Measure(GeneratedCode.Compile(variant.Key, trees), [new Idle()]));
            foreach (var subject in variant)
            {
                Keep(_costs, subject, Analysis.Measure(GeneratedCode.Compile(variant.Key, trees), subject.Analyzers, subject.Options));
            }
        }

        void Keep<TKey>(Dictionary<TKey, Cost> costs, TKey key, Cost cost)
            where TKey : notnull
        {
            if (!isWarmup)
            {
                costs[key] = costs.GetValueOrDefault(key, Cost.Unknown).Least(cost);
            }
        }
    }
}
