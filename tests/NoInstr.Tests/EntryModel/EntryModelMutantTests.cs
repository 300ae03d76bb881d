using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using Xunit.Abstractions;

namespace NoInstr.Tests.EntryModel;

/// <summary>The entry model is clean, and stays so with no marker and no annotation less.</summary>
public class EntryModelMutantTests(ITestOutputHelper output)
{
    private static readonly CSharpCompilation Model = ModelSources.Compile();

    [Fact]
    public async Task Model_Compiles_AndIsClean()
    {
        Assert.Empty(Model.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(await AnalyzeAsync(Model, path => true));
    }

    /// <summary>What the mutants are measured with finds nothing in the model either.</summary>
    [Fact]
    public void Model_IsClean_ForTheWalk()
    {
        var walk = ModelWalk.Of(new ModelCode(Model));
        Assert.Empty(walk.Leaving.Select(pair => pair.Call.Show(Model)));
        Assert.Empty(walk.Unmatched);
        Assert.Empty(walk.Nested);
        Assert.Empty(walk.OpenReturns);
        Assert.Empty(walk.Conflicts);
    }

    [Fact]
    public async Task AnyMarkerOrAnnotationLess_IsReportedWhereItMatters()
    {
        var code = new ModelCode(Model);
        var mutants = Mutant.Of(Model).ToList();

        // An edit shows in the files of the methods that see it. Whether it shows anywhere else is asked once a file, because it takes ten times as long.
        var wholeRuns = mutants.DistinctBy(mutant => mutant.Tree).ToHashSet();
        var verdicts = new ConcurrentDictionary<Mutant, MutantVerdict>();
        await Parallel.ForEachAsync(mutants, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (mutant, _) =>
        {
            var expected = new MutantExpectation(code, mutant);
            var isWhole = wholeRuns.Contains(mutant);
            var found = await AnalyzeAsync(mutant.Apply(Model), path => isWhole || expected.Files.Contains(path));
            verdicts[mutant] = new MutantVerdict(Model, expected, found);
        });

        Summarize(mutants, verdicts);
        var failures = mutants.Where(mutant => verdicts[mutant].Complaints.Count > 0)
            .Select(mutant => $"{mutant.Kind} {mutant.Marker.Show(Model)} ({mutant.Subject.Name})\n    {string.Join("\n    ", verdicts[mutant].Complaints)}").ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {mutants.Count} mutants:\n{string.Join("\n", failures)}");
    }

    private void Summarize(List<Mutant> mutants, IReadOnlyDictionary<Mutant, MutantVerdict> verdicts)
    {
        foreach (var kind in mutants.GroupBy(mutant => mutant.Kind))
        {
            output.WriteLine($"{kind.Key}: {kind.Count()} mutants, {kind.Count(mutant => verdicts[mutant].IsReported)} reported, {kind.Count(mutant => verdicts[mutant].Expected.WhyNothing() is not null)} not seen by a region");
        }

        foreach (var mutant in mutants)
        {
            if (verdicts[mutant].Expected.WhyNothing() is { } reason)
            {
                output.WriteLine($"{mutant.Kind}, {mutant.Subject.Name}: {reason}");
            }
        }
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, Func<string, bool> isWanted)
    {
        var exceptions = new ConcurrentQueue<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => exceptions.Enqueue(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var driver = compilation.WithAnalyzers([new NoInstrAnalyzer()], options);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => isWanted(tree.FilePath)))
        {
            var semantics = driver.Compilation.GetSemanticModel(tree);
            Assert.Empty(semantics.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            found.AddRange(await driver.GetAnalyzerSemanticDiagnosticsAsync(semantics, filterSpan: null, CancellationToken.None));
        }

        Assert.Empty(exceptions);
        return found.ToImmutable();
    }
}
