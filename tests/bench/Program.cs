using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NoInstr.Bench;
using NoInstr.Bench.Build;
using NoInstr.Bench.Code;
using NoInstr.Bench.Editor;
using NoInstr.Bench.Growth;
using NoInstr.Bench.Memory;
using NoInstr.Bench.Report;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    ["--smoke"] => await Smoke.RunAsync(),
    ["--update"] => await UpdateAsync(),
    ["--million"] => Million(),
    [PeakMemory.Option, var percent, var files, var analyzer] => PeakMemory.Compile(int.Parse(percent), int.Parse(files), analyzer),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/bench -- --smoke | --update | --million");
    Console.Error.WriteLine("  --smoke    everything once and small: the analyzer works on the measured code, and reports what a mistake in it gives");
    Console.Error.WriteLine("  --update   measures (about 25 minutes), and writes docs/performance.md and the cost section of README.md");
    Console.Error.WriteLine("  --million  measures code of a million methods, and writes the section about it in docs/performance.md");
    return 2;
}

static async Task<int> UpdateAsync()
{
    Tell("A keystroke");
    var keystrokes = await Keystrokes.MeasureAsync();
    Tell("Peak memory");
    var memory = MemorySection.Measure();
    Tell("What it adds to a build");
    var build = BuildCosts.Measure();
    Tell("Whole analyses");

    // In process, so that no project has to be restored and built; one invocation an iteration, because each needs a fresh compilation.
    var job = Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithWarmupCount(1).WithIterationCount(5).WithInvocationCount(1).WithUnrollFactor(1);
    var whole = BenchmarkRunner.Run<AnalysisBenchmarks>(DefaultConfig.Instance.AddJob(job).WithOptions(ConfigOptions.DisableOptimizationsValidator));
    if (whole.Reports.Any(report => !report.Success))
    {
        Console.Error.WriteLine("A benchmark failed: nothing is written.");
        return 1;
    }

    Tell("Growth");
    var growth = GrowthFigures.Measure([.. GrowthCase.Generated(), .. GrowthCase.Real(RealCode.Large)], Console.WriteLine);
    Page.Write(build, whole, growth, memory, keystrokes);
    Tell("Written");
    return 0;
}

static int Million()
{
    Page.WriteMillion(GrowthFigures.Measure(GrowthCase.Generated(withMillion: true), Console.WriteLine));
    return 0;
}

static void Tell(string section) => Console.WriteLine($"== {DateTime.Now:HH:mm:ss} {section}");
