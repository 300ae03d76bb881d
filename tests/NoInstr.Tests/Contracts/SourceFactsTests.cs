using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Analyzers.Contracts;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.Contracts;

/// <summary>What files write about contracts, however they spell the name of the namespace.</summary>
public class SourceFactsTests
{
    private const string Body = "class Entry { void Run() { [NoInstr] void Local() { } Local(); } }";

    [Theory]
    [InlineData("using NoInstr; " + Body)]
    [InlineData("using No\\u0049nstr; " + Body)]
    [InlineData("using No\\U00000049nstr; " + Body)]
    [InlineData("using No\u200DInstr; " + Body)]
    [InlineData("using NoInst\u00ADr; class Entry { void Run() { [NoIn\u200Bstr] void Local() { } Local(); } }")]
    [InlineData("using static System.Math; class Entry { void Run() { [No\\u0049nstr.NoInstr] void Local() { } Local(); } }")]
    public void NameOfTheNamespace_IsFound(string text) => Assert.Single(FunctionsIn(text));

    /// <summary>One file brings the names to all.</summary>
    [Theory]
    [InlineData("global using NoInstr;")]
    [InlineData("global using No\\u0049nstr;")]
    public void GlobalUsing_OfAnotherFile_IsFound(string other) => Assert.Single(FunctionsIn(Body, other));

    /// <summary>Another attribute of that name is none of ours, and to look at it would be the cost of those who have annotated nothing.</summary>
    [Fact]
    public void WithoutTheNamespace_NothingIsLookedAt() => Assert.Empty(FunctionsIn(Body.Replace("NoInstr", "AlwaysInline", StringComparison.Ordinal)));

    /// <summary>A script has usings that no file writes: those of the options, and those of the submissions before it.</summary>
    [Fact]
    public void UsingOfAScript_IsFound()
    {
        var tree = CSharpSyntaxTree.ParseText("void Run() { [AlwaysInline] void Local() { } Local(); }", new CSharpParseOptions(kind: SourceCodeKind.Script));
        Assert.Single(FunctionsIn(CSharpCompilation.CreateScriptCompilation("Script", tree)));
    }

    private static IEnumerable<SyntaxNode> FunctionsIn(params string[] texts) =>
        FunctionsIn(AnalyzerHost.Compile([.. texts.Select((text, file) => AnalyzerHost.Parse(text, $"/0/Test{file}.cs"))]));

    private static IEnumerable<SyntaxNode> FunctionsIn(Compilation compilation) =>
        SourceFacts.Of(compilation, CancellationToken.None).Values.SelectMany(static facts => facts.Functions);
}
