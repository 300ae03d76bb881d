using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Tests.EntryModel;

/// <summary>The model with one edit in one function, which breaks a rule of the entry path.</summary>
/// <param name="Rule">Its number in docs/entry-rules.md.</param>
/// <param name="Expected">One of these rules reports it.</param>
internal sealed record RuleMutant(int Rule, string Function, string Old, string New, params string[] Expected)
{
    /// <summary>The compilation that has the edit, and the tree with the function. Layout does not matter.</summary>
    public (CSharpCompilation Mutated, SyntaxTree Tree) Apply(CSharpCompilation model)
    {
        var function = model.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()).Single(declared => declared.Identifier.ValueText == Function);
        var pattern = string.Join(@"\s+", Old.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));
        var found = Regex.Matches(function.ToString(), pattern);
        Assert.True(found.Count > 0, $"{Function} does not contain: {Old}");

        var text = function.SyntaxTree.GetText();
        var start = function.SpanStart + found[0].Index;
        var tree = function.SyntaxTree.WithChangedText(text.Replace(start, found[0].Length, New));
        return (model.ReplaceSyntaxTree(function.SyntaxTree, tree), tree);
    }
}
