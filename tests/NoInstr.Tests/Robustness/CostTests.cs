using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Robustness;

/// <summary>The cost of a verdict, counted: a body that counts as part of its callers is interpreted once, however often it is called.</summary>
public class CostTests
{
    [Fact]
    public void Diamond_OfThirtyLevels_CostsOneInterpretationEach() => Assert.Equal(30 + 1, CostOf(LargeSources.Diamond(30)));

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(LargeSources.Chain)]
    public void Chain_CostsOneInterpretationEach(int length) => Assert.Equal(length + 1, CostOf(LargeSources.ChainOfHelpers(length)));

    [Fact]
    public void Helper_CalledFromThousandRoots_CostsOneInterpretation() =>
        Assert.Equal(1, CostOf(LargeSources.RootsThatShareAHelper(1_000)));

    [Fact]
    public void Root_IsNotSummarised() => Assert.Equal(0, CostOf(LargeSources.Type("[NoInstr] static void Root() => Trace();")));

    /// <summary>How many summaries it takes to verify every root of the source, one after the other.</summary>
    public static int CostOf(string text)
    {
        var compilation = AnalyzerHost.CompileValid(text);
        var verifier = new Verifier(compilation);
        foreach (var root in RootsOf(compilation))
        {
            verifier.VerifyRoot(root, _ => { }, CancellationToken.None);
        }

        return verifier.Summaries.Interpretations;
    }

    private static IEnumerable<IMethodSymbol> RootsOf(CSharpCompilation compilation) =>
        compilation.GetTypeByMetadataName("Entry")!.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.Name.StartsWith("Root", StringComparison.Ordinal));
}
