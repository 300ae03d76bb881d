using NoInstr.Analyzers;
using NoInstr.Bench.Build;
using NoInstr.Bench.Subjects;

namespace NoInstr.Bench.Growth;

/// <summary>
/// What an annotated body costs in code of that size: our own time, and what we allocate more than an analyzer that does nothing. Where cost
/// is linear in the code, it is the same in every size.
/// </summary>
internal sealed record GrowthFigures(GrowthCase Case, IReadOnlyList<(double Time, double Bytes)> PerBody)
{
    /// <summary>Small code is over in milliseconds, and needs more runs until one is not disturbed.</summary>
    private const int MethodsInRuns = 20_000;

    private const int FewestRuns = 2;
    private const int MostRuns = 10;

    /// <summary>The first case pays for the just-in-time compiler unless somebody has before.</summary>
    public static IReadOnlyList<GrowthFigures> Measure(IEnumerable<GrowthCase> cases, Action<string> tell)
    {
        var all = cases.ToList();
        foreach (var warmedUp in all)
        {
            for (var run = 0; run < MostRuns; run++)
            {
                _ = CostOf(warmedUp, warmedUp.InSizes[0]);
            }
        }

        return [.. all.Select(grown => new GrowthFigures(grown, [.. grown.InSizes.Select(size => Told(grown, size))]))];

        (double, double) Told(GrowthCase grown, GrowthSize size)
        {
            var cost = Measured(grown, size);
            tell($"{grown.Name}, {size.Methods:N0}: {cost.Time * 1e6:0.00} us and {cost.Bytes:N0} bytes a body");
            return cost;
        }
    }

    public double TimeGrowth(int size) => PerBody[size].Time / PerBody[0].Time;

    public double BytesGrowth(int size) => PerBody[size].Bytes / PerBody[0].Bytes;

    private static (double Time, double Bytes) Measured(GrowthCase grown, GrowthSize size)
    {
        var runs = Math.Clamp(MethodsInRuns / size.Methods, FewestRuns, MostRuns);
        var least = Enumerable.Range(0, runs).Select(_ => CostOf(grown, size)).Aggregate((one, other) => one.Least(other));
        var idle = Analysis.Measure(size.Parse(), [new Idle()]);
        return (least.Own.TotalSeconds / size.AnnotatedBodies, (double)(least.Bytes - idle.Bytes) / size.AnnotatedBodies);
    }

    private static Cost CostOf(GrowthCase grown, GrowthSize size) => Analysis.Measure(size.Parse(), [grown.Analyzer?.Invoke() ?? new NoInstrAnalyzer()]);
}
