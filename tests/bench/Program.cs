using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers;
using NoInstr.Bench;

return args switch
{
    ["--smoke"] => Smoke(),
    ["--update"] => Update(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/bench -- --smoke | --update");
    Console.Error.WriteLine("  --smoke   one small run: the analyzer works on the generated code, and reports what a mistake in it gives");
    Console.Error.WriteLine("  --update  measures, and writes docs/performance.md and the cost section of README.md");
    return 2;
}

// The generated code is clean, and a call of Trace before the scope opens is not: the benchmark measures an analyzer that looks.
static int Smoke()
{
    var compilation = GeneratedCode.Compile(GeneratedCode.Trees(annotated: 100, files: 4));
    if (compilation.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error))
    {
        Console.Error.WriteLine("The generated code does not compile.");
        return 1;
    }

    // Advice is not counted: no generated method says how the JIT should inline it.
    var clean = Warnings(Analysis.Run(compilation, new NoInstrAnalyzer()));
    var trees = GeneratedCode.Trees(annotated: 100, files: 4)
        .Select(tree => tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(tree.ToString().Replace("var sum = 0;", "var sum = 0; Trace(0);"))))
        .ToArray();
    var broken = Analysis.Run(GeneratedCode.Compile(trees), new NoInstrAnalyzer());
    var (findings, expected) = (broken.Count(found => found.Id == "NOINSTR101"), 4 * GeneratedCode.MethodsPerFile);
    Console.WriteLine($"clean code: {clean.Length} findings; one mistake a method: {findings} findings in {expected} methods");
    foreach (var name in OtherAnalyzers.Names)
    {
        Console.WriteLine($"{name}: {OtherAnalyzers.Of(name).Length} analyzers, {Analysis.Run(compilation, OtherAnalyzers.Of(name), OtherAnalyzers.OptionsOf(name)).Length} findings");
    }

    return clean.IsEmpty && findings == expected ? 0 : 1;
}

static ImmutableArray<Diagnostic> Warnings(ImmutableArray<Diagnostic> found) => [.. found.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

static int Update()
{
    // In process, so that no project has to be restored and built; one invocation an iteration, because each needs a fresh compilation.
    var job = Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithWarmupCount(1).WithIterationCount(7).WithInvocationCount(1).WithUnrollFactor(1);
    var config = DefaultConfig.Instance.AddJob(job).WithOptions(ConfigOptions.DisableOptimizationsValidator);
    var summary = BenchmarkRunner.Run<AnalysisBenchmarks>(config);
    var peers = BenchmarkRunner.Run<PeerBenchmarks>(config);
    if (summary.Reports.Concat(peers.Reports).Any(report => !report.Success))
    {
        Console.Error.WriteLine("A benchmark failed: nothing is written.");
        return 1;
    }

    CostReport.Write(summary, peers);
    return 0;
}
