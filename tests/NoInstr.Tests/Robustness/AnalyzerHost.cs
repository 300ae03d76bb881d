using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Robustness;

/// <summary>
/// Runs the analyzer over compilations that the verifiers would not take: code that does not compile, thousands of variants of it, and
/// code too large to be written down. An exception of the analyzer is always a failure; nothing catches it.
/// </summary>
internal static class AnalyzerHost
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    public static SyntaxTree Parse(string text, string path = "/0/Test0.cs") => CSharpSyntaxTree.ParseText(text, s_parse, path);

    public static CSharpCompilation Compile(
        IEnumerable<SyntaxTree> trees, bool knowsAttributes = true, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
        => CSharpCompilation.Create(
            "Robustness",
            trees,
            knowsAttributes ? References.Framework.Add(References.Attributes) : References.Framework,
            new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public static CSharpCompilation CompileValid(string text, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var compilation = Compile([Parse(text)], kind: kind);
        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, bool concurrent = true, AnalyzerOptions? options = null)
    {
        var (driver, exceptions) = Start(compilation, concurrent, options);
        var found = await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Assert.True(exceptions.IsEmpty, string.Join("\n", exceptions));
        return found;
    }

    /// <summary>One file alone, as an editor asks; returns the exceptions too, so that the caller can say what it had asked for.</summary>
    public static async Task<(ImmutableArray<Diagnostic> Found, IReadOnlyCollection<string> Exceptions)> AnalyzeFileAsync(
        Compilation compilation, SyntaxTree file)
    {
        var (driver, exceptions) = Start(compilation, concurrent: false);
        var model = compilation.GetSemanticModel(file);
        var found = await driver.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
        return (found, exceptions);
    }

    public static (CompilationWithAnalyzers Driver, ConcurrentQueue<string> Exceptions) Start(
        Compilation compilation, bool concurrent, AnalyzerOptions? options = null)
    {
        var exceptions = new ConcurrentQueue<string>();
        var driver = compilation.WithAnalyzers([new NoInstrAnalyzer()], new CompilationWithAnalyzersOptions(
            options ?? new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => exceptions.Enqueue(exception.ToString()),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false));
        return (driver, exceptions);
    }
}
