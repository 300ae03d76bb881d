using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// Asks for a verdict in every way that a host does, and accepts only one answer. The same analyzer objects serve all runs, as they
/// do in a host: what they keep in their fields from one compilation to the next comes out as a difference.
/// </summary>
internal sealed class AnalyzerRuns(ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    /// <summary>For the projects: a code fix may ask the analyzers of its project about an edit.</summary>
    public AnalyzerReference Reference { get; } = new AnalyzerImageReference(analyzers);

    public async Task<ImmutableArray<Diagnostic>> VerdictAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var options = project.AnalyzerOptions;
        var verdict = await WholeAsync(compilation, options, concurrent: true, "concurrent run");

        const string sequential = "run without concurrency";
        RequireSame(verdict, await WholeAsync(compilation, options, concurrent: false, sequential), sequential);

        if (compilation.SyntaxTrees.Count() > 1)
        {
            const string reversed = "run with the files in reverse order";
            var backwards = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());
            RequireSame(verdict, await WholeAsync(backwards, options, concurrent: true, reversed), reversed);
        }

        const string alone = "run of each file alone, as in an editor";
        RequireSame(verdict.Where(IsShownInEditor), await FileByFileAsync(compilation, options, alone), alone);
        return verdict;
    }

    /// <summary>One run, for the steps of a code fix.</summary>
    public async Task<ImmutableArray<Diagnostic>> QuickVerdictAsync(Project project)
        => await WholeAsync((await project.GetCompilationAsync())!, project.AnalyzerOptions, concurrent: true, "run for the code fix");

    /// <summary>An editor never gets to the end of a compilation; an analyzer says with this tag that it knows.</summary>
    private static bool IsShownInEditor(Diagnostic diagnostic)
        => !diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd);

    private async Task<ImmutableArray<Diagnostic>> WholeAsync(
        Compilation compilation, AnalyzerOptions options, bool concurrent, string run)
    {
        var (driver, exceptions) = Start(compilation, options, concurrent);
        var verdict = await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        RequireNone(exceptions, run);
        return verdict;
    }

    private async Task<IEnumerable<Diagnostic>> FileByFileAsync(Compilation compilation, AnalyzerOptions options, string run)
    {
        var union = new List<Diagnostic>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var (driver, exceptions) = Start(compilation, options, concurrent: true);
            var model = driver.Compilation.GetSemanticModel(tree);
            union.AddRange(await driver.GetAnalyzerSyntaxDiagnosticsAsync(tree, CancellationToken.None));
            union.AddRange(await driver.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None));
            RequireNone(exceptions, run);
        }

        foreach (var file in options.AdditionalFiles)
        {
            var (driver, exceptions) = Start(compilation, options, concurrent: true);
            var result = await driver.GetAnalysisResultAsync(file, CancellationToken.None);
            union.AddRange(result.AdditionalFileDiagnostics.Values.SelectMany(byAnalyzer => byAnalyzer.Values).SelectMany(found => found));
            RequireNone(exceptions, run);
        }

        return union.Where(IsShownInEditor);
    }

    private (CompilationWithAnalyzers Driver, ConcurrentQueue<string> Exceptions) Start(
        Compilation compilation, AnalyzerOptions options, bool concurrent)
    {
        // Without a handler an exception would become AD0001, a mere warning that somebody could expect or disable.
        var exceptions = new ConcurrentQueue<string>();
        var driver = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            options,
            onAnalyzerException: (exception, analyzer, _) => exceptions.Enqueue($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false));
        return (driver, exceptions);
    }

    private static void RequireNone(ConcurrentQueue<string> exceptions, string run)
        => Assert.True(exceptions.IsEmpty, $"Analyzer exception in the {run}:\n{string.Join("\n", exceptions)}");

    private static void RequireSame(IEnumerable<Diagnostic> whole, IEnumerable<Diagnostic> other, string run)
    {
        // As multisets: a finding that is reported twice in one kind of run is a difference, too.
        var inWhole = whole.Select(Report.Line).Order(StringComparer.Ordinal).ToList();
        var inOther = other.Select(Report.Line).Order(StringComparer.Ordinal).ToList();
        if (!inWhole.SequenceEqual(inOther))
        {
            Assert.Fail($"""
                The verdict depends on how the analyzer is run: the {run} differs from the concurrent run of all files.
                Concurrent run of all files:
                {Report.Lines(inWhole)}
                The {run}:
                {Report.Lines(inOther)}
                """);
        }
    }
}
