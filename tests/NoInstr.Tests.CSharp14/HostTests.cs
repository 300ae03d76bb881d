using Microsoft.CodeAnalysis;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Tests.Verifiers.Specimens.ForbiddenNameAnalyzer>;

namespace NoInstr.Tests.CSharp14;

/// <summary>This project would test nothing of its own if it ran on the compiler that the analyzers are compiled against.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task AnalyzersOfTheOlderRoslyn_RunOnTheNewer()
    {
        Assert.Equal(5, typeof(Compilation).Assembly.GetName().Version!.Major);
        var compiledAgainst = typeof(NoInstrAnalyzer).Assembly.GetReferencedAssemblies().Single(name => name.Name == "Microsoft.CodeAnalysis");
        Assert.Equal(new Version(4, 14, 0, 0), compiledAgainst.Version);
        await CSharpAnalyzerVerifier<NoInstrAnalyzer>.VerifyAnalyzerAsync("class Entry;");
    }

    [Fact]
    public Task ExtensionBlock_Compiles()
        => Verify.VerifyAnalyzerAsync("static class Entry { extension(int number) { public int [|TraceEnter|]() => number; } }");
}
