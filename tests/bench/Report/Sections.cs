using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NoInstr.Bench.Build;
using NoInstr.Bench.Code;
using NoInstr.Bench.Editor;
using NoInstr.Bench.Growth;

namespace NoInstr.Bench.Report;

/// <summary>The sections of the page, each measured and written by itself: what one run cannot finish, the next need not repeat.</summary>
internal static class Sections
{
    /// <summary>Takes long, and gigabytes: only when it is asked for by its name.</summary>
    public const string Million = "million";

    /// <summary>Keystrokes and memory first: what is measured in this process later fills its heap.</summary>
    public static IReadOnlyDictionary<string, Func<Task>> All { get; } = new OrderedDictionary<string, Func<Task>>
    {
        ["keystroke"] = async () => Page.WritePerformance("keystroke", KeystrokeSection.Text(await Keystrokes.MeasureAsync())),
        ["memory"] = () => Written("memory", MemorySection.Text(MemorySection.Measure())),
        ["build"] = Build,
        ["whole"] = Whole,
        ["growth"] = () => Written("growth", GrowthSection.Text(
            GrowthFigures.Measure(GrowthCase.Generated(), Console.WriteLine), GrowthFigures.Measure(GrowthCase.Real(RealCode.Large), Console.WriteLine))),
        [Million] = () => Written(Million, GrowthSection.Million(GrowthFigures.Measure(GrowthCase.OfMillion(), Console.WriteLine))),
    };

    public static async Task UpdateAsync(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Console.WriteLine($"== {DateTime.Now:HH:mm:ss} {name}");
            await All[name]();
        }

        Console.WriteLine($"== {DateTime.Now:HH:mm:ss} done");
    }

    private static Task Build()
    {
        var costs = BuildCosts.Measure();
        Page.WriteReadme("cost", BuildSection.Table(costs));
        return Written("build", BuildSection.Text(costs));
    }

    private static Task Whole()
    {
        // In process, so that no project has to be restored and built; one invocation an iteration, because each needs a fresh compilation.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithWarmupCount(1).WithIterationCount(5).WithInvocationCount(1).WithUnrollFactor(1);
        var summary = BenchmarkRunner.Run<AnalysisBenchmarks>(DefaultConfig.Instance.AddJob(job).WithOptions(ConfigOptions.DisableOptimizationsValidator));
        return summary.Reports.All(report => report.Success) ? Written("whole", WholeSection.Text(summary)) : throw new InvalidOperationException("A benchmark failed.");
    }

    private static Task Written(string section, string content)
    {
        Page.WritePerformance(section, content);
        return Task.CompletedTask;
    }
}
