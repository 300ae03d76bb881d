using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Analyzers.Rules;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Flow;

/// <summary>The states per block, as a developer of the engine sees them.</summary>
public class StateDumpTests
{
    [Fact]
    public void CorrelatedBranches_StaySplitUntilTheyAreAskedAgain()
    {
        var dump = Dump("if (user) InstrumentationScope.Begin(); Enter(); if (user) InstrumentationScope.End();");
        Assert.Equal(
            """
            block 0
              in  Entry: depth 0
            block 1
              in  FallThrough: depth 0
            block 2
              in  FallThrough: depth 0 when 'user' is true
              begin
            block 3
              in  Conditional: depth 0 when 'user' is false
              in  FallThrough: depth 1 when 'user' is true
              call Enter (NoInstr)
            block 4
              in  FallThrough: depth 1 when 'user' is true
              end

            """.ReplaceLineEndings(), dump.ReplaceLineEndings());
    }

    private static string Dump(string body)
    {
        var tree = CSharpSyntaxTree.ParseText($$"""
            using NoInstr;
            class Entry { [NoInstr] void M(bool user) { {{body}} } [NoInstr] void Enter() { } }
            """);
        var compilation = CSharpCompilation.Create("Dump", [tree], [.. References.Framework, References.Attributes], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var root = compilation.GetTypeByMetadataName("Entry")!.GetMembers("M").OfType<IMethodSymbol>().Single();
        return new Verifier(compilation).Dump(root, CancellationToken.None);
    }
}
