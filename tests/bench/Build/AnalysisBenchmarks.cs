using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Bench.Code;
using NoInstr.Bench.Subjects;

namespace NoInstr.Bench.Build;

/// <summary>
/// Whole analyses, by BenchmarkDotNet: no figure of the driver is in them, and no difference of two runs. Each iteration analyses a compilation
/// that has bound nothing yet, so what an analyzer makes the compiler do is in its figure.
/// </summary>
[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private readonly Dictionary<Annotations, SyntaxTree[]> _trees = [];
    private CSharpCompilation _compilation = null!;

    [IterationSetup(Targets = [nameof(Compiler), nameof(AttributeLook), nameof(OperationWalk), nameof(GraphOfEveryMethod), nameof(NoInstrNothingAnnotated)])]
    public void SetupNothing() => Setup(Annotations.Nothing);

    [IterationSetup(Target = nameof(NoInstrUnknown))]
    public void SetupUnknown() => Setup(Annotations.Unknown);

    [IterationSetup(Target = nameof(NoInstrOnePercent))]
    public void SetupOnePercent() => Setup(Annotations.OnePercent);

    [IterationSetup(Target = nameof(NoInstrEverything))]
    public void SetupEverything() => Setup(Annotations.Everything);

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

    [Benchmark(Description = "**NoInstr**, 1 % of the bodies annotated")]
    public int NoInstrOnePercent() => Run(new NoInstrAnalyzer());

    [Benchmark(Description = "**NoInstr**, every method noinstr")]
    public int NoInstrEverything() => Run(new NoInstrAnalyzer());

    private int Run(DiagnosticAnalyzer analyzer) => Analysis.Run(_compilation, [analyzer]).Length;

    private void Setup(Annotations annotations)
    {
        if (!_trees.TryGetValue(annotations, out var trees))
        {
            _trees.Add(annotations, trees = GeneratedCode.Trees(annotations));
        }

        _compilation = GeneratedCode.Compile(annotations, trees);
    }
}
