using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;

namespace NoInstr.Bench;

/// <summary>
/// Each iteration analyses a compilation that has bound nothing yet, so what an analyzer makes the compiler do is in its figure. Not
/// concurrent: with concurrency the figures contain lock waits.
/// </summary>
[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private SyntaxTree[] _unknown = [];
    private SyntaxTree[] _none = [];
    private SyntaxTree[] _few = [];
    private SyntaxTree[] _all = [];
    private CSharpCompilation _compilation = null!;

    [GlobalSetup]
    public void Parse()
    {
        _unknown = GeneratedCode.Trees(annotated: null);
        _none = GeneratedCode.Trees(annotated: 0);
        _few = GeneratedCode.Trees(annotated: 1);
        _all = GeneratedCode.Trees(annotated: 100);
    }

    [IterationSetup(Targets = [nameof(Compiler), nameof(AttributeLook), nameof(OperationWalk), nameof(GraphOfEveryMethod), nameof(NoInstrNothingAnnotated)])]
    public void SetupNone() => _compilation = GeneratedCode.Compile(_none);

    [IterationSetup(Target = nameof(NoInstrUnknown))]
    public void SetupUnknown() => _compilation = GeneratedCode.Compile(_unknown, knowsAttributes: false);

    [IterationSetup(Target = nameof(NoInstrOnePercent))]
    public void SetupFew() => _compilation = GeneratedCode.Compile(_few);

    [IterationSetup(Target = nameof(NoInstrEverything))]
    public void SetupAll() => _compilation = GeneratedCode.Compile(_all);

    [Benchmark(Description = "the compiler's own diagnostics")]
    public int Compiler() => _compilation.GetDiagnostics().Length;

    [Benchmark(Description = "look for an attribute on every method")]
    public int AttributeLook() => Run(new AttributeLook());

    [Benchmark(Baseline = true, Description = "walk the operations of every method")]
    public int OperationWalk() => Run(new OperationWalk());

    [Benchmark(Description = "make the control-flow graph of every method")]
    public int GraphOfEveryMethod() => Run(new GraphOfEveryMethod());

    [Benchmark(Description = "**NoInstr**, in a project without a reference to the attributes")]
    public int NoInstrUnknown() => Run(new NoInstrAnalyzer());

    [Benchmark(Description = "**NoInstr**, nothing annotated")]
    public int NoInstrNothingAnnotated() => Run(new NoInstrAnalyzer());

    [Benchmark(Description = "**NoInstr**, 1 % of the methods noinstr")]
    public int NoInstrOnePercent() => Run(new NoInstrAnalyzer());

    [Benchmark(Description = "**NoInstr**, every method noinstr")]
    public int NoInstrEverything() => Run(new NoInstrAnalyzer());

    private int Run(DiagnosticAnalyzer analyzer) => Analysis.Run(_compilation, analyzer).Length;
}

internal static class Analysis
{
    /// <summary>An analyzer that crashes would be a fast one: its exception ends the run.</summary>
    public static ImmutableArray<Diagnostic> Run(Compilation compilation, DiagnosticAnalyzer analyzer) => Run(compilation, [analyzer], new AnalyzerOptions([]));

    public static ImmutableArray<Diagnostic> Run(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions analyzerOptions)
    {
        var options = new CompilationWithAnalyzersOptions(
            analyzerOptions,
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer crashed.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        return new CompilationWithAnalyzers(compilation, analyzers, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }
}
