using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Robustness;

/// <summary>
/// The same findings for any order of the files, with and without concurrency, and for each file alone. The input is the entry model with
/// a few markers and annotations removed, drawn with a fixed seed, so that there are findings, chains across files among them.
/// </summary>
public class DeterminismTests
{
    private const int Removals = 12;

    private const int Orders = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Verdict_DoesNotDependOnTheRun(int seed)
    {
        var compilation = Mutilate(Sample.EntryModel.Compilation, seed);
        var verdict = Lines(await AnalyzerHost.AnalyzeAsync(compilation));
        Assert.NotEmpty(verdict);

        Assert.Equal(verdict, Lines(await AnalyzerHost.AnalyzeAsync(compilation, concurrent: false)));

        for (var order = 0; order < Orders; order++)
        {
            var shuffled = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Shuffle(compilation.SyntaxTrees, seed * Orders + order));
            Assert.Equal(verdict, Lines(await AnalyzerHost.AnalyzeAsync(shuffled, concurrent: order % 2 == 0)));
        }
    }

    [Theory]
    [InlineData(4)]
    public async Task Verdict_IsTheUnionOfTheFiles(int seed)
    {
        var compilation = Mutilate(Sample.EntryModel.Compilation, seed);
        var verdict = Lines(await AnalyzerHost.AnalyzeAsync(compilation));

        var alone = new List<Diagnostic>();
        foreach (var file in compilation.SyntaxTrees)
        {
            var fresh = compilation.Clone();
            var (found, exceptions) = await AnalyzerHost.AnalyzeFileAsync(fresh, file);
            Assert.Empty(exceptions);
            alone.AddRange(found);
        }

        Assert.Equal(verdict, Lines(alone));
    }

    /// <summary>Takes away statements that are a call of a marker, and lists of attributes.</summary>
    private static CSharpCompilation Mutilate(CSharpCompilation compilation, int seed)
    {
        var candidates = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().Where(IsRemovable)).ToArray();
        foreach (var inOneFile in Draw(candidates, Removals, seed).GroupBy(node => node.SyntaxTree))
        {
            var root = inOneFile.Key.GetRoot().RemoveNodes(inOneFile, SyntaxRemoveOptions.KeepExteriorTrivia)!;
            compilation = compilation.ReplaceSyntaxTree(inOneFile.Key, inOneFile.Key.WithRootAndOptions(root, inOneFile.Key.Options));
        }

        return compilation;
    }

    private static bool IsRemovable(SyntaxNode node) => node switch
    {
        ExpressionStatementSyntax { Parent: BlockSyntax, Expression: InvocationExpressionSyntax call } =>
            call.Expression.ToString() is "InstrumentationBegin" or "InstrumentationEnd",
        AttributeListSyntax { Parent: MethodDeclarationSyntax } list =>
            list.ToString().Contains("NoInstr") || list.ToString().Contains("AlwaysInline"),
        _ => false,
    };

    private static SyntaxNode[] Draw(SyntaxNode[] candidates, int count, int seed)
    {
        var drawn = Shuffle(candidates, seed).ToArray();
        return drawn[..count];
    }

    [SuppressMessage("Security", "CA5394", Justification = "A fixed seed, for a reproducible order.")]
    private static IEnumerable<T> Shuffle<T>(IEnumerable<T> items, int seed)
    {
        var array = items.ToArray();
        new Random(seed).Shuffle(array);
        return array;
    }

    private static List<string> Lines(IEnumerable<Diagnostic> found) => [.. found.Select(Report.Line).Order(StringComparer.Ordinal)];
}
