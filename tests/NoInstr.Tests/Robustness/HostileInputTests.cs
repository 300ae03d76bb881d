using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.Robustness;

/// <summary>Valid code at the limits of what a compiler takes. What is asserted is a verdict, and so also that there is one.</summary>
public class HostileInputTests
{
    [Theory]
    [MemberData(nameof(HostileSources.Names), MemberType = typeof(HostileSources))]
    public async Task HostileSource_IsAnalyzed(string name)
    {
        var compilation = AnalyzerHost.CompileValid(HostileSources.TextOf(name), HostileSources.KindOf(name));

        var concurrent = await AnalyzerHost.AnalyzeAsync(compilation);
        var sequential = await AnalyzerHost.AnalyzeAsync(compilation, concurrent: false);

        Assert.Equal(concurrent.Select(Show).Order(), sequential.Select(Show).Order());
    }

    private static string Show(Diagnostic found) => found.ToString();
}
