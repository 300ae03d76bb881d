using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Bench;

/// <summary>The same compilation, 2 % of it noinstr with helpers in other files, for us and for the analyzers of others.</summary>
[MemoryDiagnoser]
public class PeerBenchmarks
{
    private SyntaxTree[] _trees = [];
    private CSharpCompilation _compilation = null!;
    private ImmutableArray<DiagnosticAnalyzer> _analyzers = [];

    public static IEnumerable<string> Names => OtherAnalyzers.Names;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = OtherAnalyzers.Ours;

    [GlobalSetup]
    public void Parse()
    {
        _trees = GeneratedCode.Trees(annotated: 2);
        _analyzers = OtherAnalyzers.Of(Name);
    }

    [IterationSetup]
    public void Setup() => _compilation = GeneratedCode.Compile(_trees);

    [Benchmark]
    public int Analyze() => Analysis.Run(_compilation, _analyzers, OtherAnalyzers.OptionsOf(Name)).Length;
}
