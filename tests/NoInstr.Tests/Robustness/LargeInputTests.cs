using System.Diagnostics.CodeAnalysis;

namespace NoInstr.Tests.Robustness;

/// <summary>
/// Size and nesting neither crash the analyzer nor change its verdict. Nothing here looks at a clock: what is asserted is the findings, and
/// that there is an end.
/// </summary>
public class LargeInputTests
{
    [Fact]
    public Task Sum_OfTenThousandTerms() => VerifyAsync(LargeSources.ChainedSum());

    [Fact]
    public Task Sum_OfThousandTermsInACondition() => VerifyAsync(LargeSources.ChainedSumInCondition(1_000));

    [Fact]
    public Task Sum_OfTenThousandTermsInACondition() => VerifyAsync(LargeSources.ChainedSumInCondition(LargeSources.Sum));

    [Fact]
    public Task Concatenation_OfTenThousandTexts() => VerifyAsync(LargeSources.ChainedText(), "NOINSTR104");

    [Fact]
    public Task Conditions_ThousandInOneExpression() => VerifyAsync(LargeSources.ChainedConditions());

    [Fact]
    public Task Calls_ThousandInOneExpression() => VerifyAsync(LargeSources.ChainedCalls());

    [Fact]
    public Task Ifs_NestedDeeply() => VerifyAsync(LargeSources.NestedIfs(), "NOINSTR101");

    [Fact]
    public Task Tries_NestedDeeply() => VerifyAsync(LargeSources.NestedTries());

    [Fact]
    public Task Lambdas_NestedDeeply() => VerifyAsync(
        LargeSources.NestedLambdas(), ["NOINSTR101", .. Enumerable.Repeat("NOINSTR104", LargeSources.Functions)]);

    [Fact]
    public Task LocalFunctions_NestedDeeply() => VerifyAsync(LargeSources.NestedLocalFunctions(), "NOINSTR101");

    [Fact]
    public Task Lambdas_ThousandInOneMethod() => VerifyAsync(LargeSources.AnnotatedLambdas(1_000), [.. Enumerable.Repeat("NOINSTR101", 1_000)]);

    [Fact]
    public Task LocalFunctions_ThousandInOneMethod() => VerifyAsync(LargeSources.LocalFunctions(1_000), [.. Enumerable.Repeat("NOINSTR101", 1_000)]);

    [Fact]
    public Task FirstUses_ThousandInOneMethod() => VerifyAsync(LargeSources.FirstUses(1_000), [.. Enumerable.Repeat("NOINSTR103", 1_000)]);

    [Fact]
    public Task Switch_WithTwoThousandCases() => VerifyAsync(LargeSources.Switch(2_000));

    [Fact]
    public Task Ifs_ThreeHundredCorrelatedInSequence() => VerifyAsync(LargeSources.CorrelatedIfs(300));

    /// <summary>Beyond eight conditions a point is not split any further, so that three hundred cost what nine do, each.</summary>
    [Fact]
    public async Task Ifs_Crossed_GiveUpTheirCorrelation()
    {
        var found = await FindAsync(LargeSources.CrossedIfs(12));

        Assert.Contains("NOINSTR203", found);
    }

    [Fact]
    public Task Scopes_ThreeHundredInOneMethod() => VerifyAsync(LargeSources.Scopes(300), "NOINSTR101");

    [Fact]
    public async Task Gotos_Spaghetti() => Assert.Contains("NOINSTR203", await FindAsync(LargeSources.Gotos(40)));

    [Fact]
    public Task LocalFunction_RecursiveAndUnbalanced() => VerifyAsync(
        LargeSources.Type("[NoInstr] static void Root() { Local(3); void Local(int n) { Begin(); if (n > 0) Local(n - 1); } }"), "NOINSTR203");

    [Fact]
    public Task Helpers_ChainOfFiveThousand() => VerifyAsync(LargeSources.ChainOfHelpers(LargeSources.Chain), "NOINSTR101");

    [Fact]
    public Task Helpers_DiamondOfThirtyLevels() => VerifyAsync(LargeSources.Diamond(30), "NOINSTR101");

    private static async Task VerifyAsync([StringSyntax("csharp")] string text, params string[] expected) => Assert.Equal(expected, await FindAsync(text));

    /// <summary>Ids of warnings, so that a hint about style that comes one day changes nothing here.</summary>
    private static async Task<string[]> FindAsync(string text) =>
        [.. (await AnalyzerHost.AnalyzeAsync(AnalyzerHost.CompileValid(text)))
            .Where(found => found.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
            .Select(found => found.Id)
            .Order(StringComparer.Ordinal)];
}
