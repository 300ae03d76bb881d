using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers;

namespace NoInstr.Tests;

/// <summary>Dependencies run one way: Contracts ← Events ← Flow ← Rules ← Explain ← NoInstrAnalyzer, and fixes know only ids and property keys.</summary>
public partial class ArchitectureTests
{
    private const int LongestFile = 300;

    private static readonly string[] Layers = ["Contracts", "Events", "Flow", "Rules", "Explain"];

    public static TheoryData<string> AnalyzerSources => [.. Repository.Files("src/Analyzers", "*.cs")];

    [Theory]
    [MemberData(nameof(AnalyzerSources))]
    public void Source_IsInTheNamespaceOfItsFolder(string path)
    {
        var folder = LayerOf(path);
        var expected = folder is null ? "NoInstr.Analyzers" : $"NoInstr.Analyzers.{folder}";

        Assert.All(Parse(path).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>(), declared =>
            Assert.True(declared.Name.ToString() == expected || path.EndsWith("/Polyfills.cs", StringComparison.Ordinal), $"{path} declares {declared.Name}."));
    }

    [Theory]
    [MemberData(nameof(AnalyzerSources))]
    public void Layer_UsesOnlyThoseBelowIt(string path)
    {
        if (LayerOf(path) is { } layer)
        {
            var above = Layers.SkipWhile(candidate => candidate != layer).Skip(1).ToList();

            Assert.Empty(UsedLayers(Parse(path)).Intersect(above));
        }
    }

    [Theory]
    [InlineData("using NoInstr.Analyzers.Rules;", "Rules")]
    [InlineData("using static NoInstr.Analyzers.Flow.Interpreter;", "Flow")]
    [InlineData("using Judge = NoInstr.Analyzers.Rules.CallRules;", "Rules")]
    [InlineData("class Body { Flow.Depth depth; }", "Flow")]
    [InlineData("class Body { void M() => Rules.Verifier.Run(); }", "Rules")]
    [InlineData("class Body { void M() => NoInstr.Analyzers.Rules.Verifier.Run(); }", "Rules")]
    [InlineData("class Body { int Rules; int M() => Depth.Flow.Value; }", null)]
    public void Use_IsSeenHoweverItIsSpelled(string source, string? layer) =>
        Assert.Equal(layer is null ? [] : [layer], UsedLayers(CSharpSyntaxTree.ParseText(source).GetRoot()));

    [Theory]
    [MemberData(nameof(AnalyzerSources))]
    public void OnlyRules_NameIds(string path)
    {
        if (LayerOf(path) is "Contracts" or "Events" or "Flow")
        {
            var literals = Parse(path).DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken));

            Assert.DoesNotContain(literals, literal => literal.Text.Contains("NOINSTR", StringComparison.Ordinal));
        }
    }

    /// <summary>Everything else is internal, so the compiler keeps the fixes away from it.</summary>
    [Fact]
    public void Analyzers_ShowIdsAndPropertyKeysOnly() =>
        Assert.Equal(["NoInstrAnalyzer", "PropertyKeys", "RuleIds"], typeof(NoInstrAnalyzer).Assembly.GetExportedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Analyzers_OpenTheirInternalsToTestsOnly() =>
        Assert.DoesNotContain(
            typeof(NoInstrAnalyzer).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
            friend => friend.AssemblyName.StartsWith("NoInstr.CodeFixes", StringComparison.Ordinal));

    [Fact]
    public void Fixes_DoNotKnowTheAnalyzer() => Assert.All(Repository.Files("src/CodeFixes", "*.cs"), path =>
    {
        var root = Parse(path);
        Assert.Subset(new HashSet<string> { "Rules" }, UsedLayers(root).ToHashSet());
        Assert.DoesNotContain(root.DescendantTokens(), token => token.ValueText == nameof(NoInstrAnalyzer));
    });

    [Fact]
    public void Files_AreShort() => Assert.DoesNotContain(Repository.Files("src", "*.cs"), path => LinesOf(path) > LongestFile);

    private static string? LayerOf(string path) => path.Split('/') is ["src", "Analyzers", var folder, _, ..] ? folder : null;

    private static int LinesOf(string path) => Repository.Read(path).TrimEnd().Split('\n').Length;

    private static SyntaxNode Parse(string path) => CSharpSyntaxTree.ParseText(Repository.Read(path), path: path).GetRoot();

    /// <summary>In full, or from the namespace around: <c>NoInstr.Analyzers.Flow.Depth</c>, <c>Flow.Depth</c>.</summary>
    private static IEnumerable<string> UsedLayers(SyntaxNode root) => root.DescendantNodes()
        .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax or AliasQualifiedNameSyntax && node.Parent is not BaseNamespaceDeclarationSyntax)
        .Select(node => LayerName().Match(node.ToString()))
        .Where(match => match.Success)
        .Select(match => match.Groups["layer"].Value)
        .Distinct();

    [GeneratedRegex(@"^(global\s*::\s*)?((NoInstr\s*\.\s*)?Analyzers\s*\.\s*)?(?<layer>Contracts|Events|Flow|Rules|Explain)\s*(\.|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex LayerName();
}
