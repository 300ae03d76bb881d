using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Marking;

/// <summary>Attributes that join a contract: in its list, or below it, as the file does it. Where there is no contract, above everything.</summary>
internal static class AttributeLists
{
    /// <param name="declaration">As it is in its tree.</param>
    /// <param name="lists">Those of the declaration, which may be changed already.</param>
    public static SyntaxNode Join(SyntaxNode declaration, SyntaxList<AttributeListSyntax> lists, SemanticModel model, ImmutableArray<AttributeSyntax> attributes)
    {
        var index = AttributePlace.ListsOf(declaration).LastIndexOf(list => IsContract(declaration, list, model));
        if (index < 0)
        {
            return AttributePlace.Above(declaration, AttributePlace.IsFirstOnLine(declaration), [.. attributes]);
        }
        var contract = lists[index];
        if (Combines(declaration, contract))
        {
            var combined = contract.WithAttributes(Separated([.. contract.Attributes, .. attributes], contract.Attributes.GetSeparators()));
            return AttributePlace.WithLists(declaration, lists.Replace(contract, combined));
        }
        return AttributePlace.WithLists(declaration, lists.InsertRange(index + 1, attributes.Select(attribute => AttributePlace.ListOf(declaration, attribute)
            .WithLeadingTrivia(EndsLine(contract) ? Layout.Indentation(contract.GetLeadingTrivia()) : default)
            .WithTrailingTrivia(EndsLine(contract) ? Layout.LineEnd : SyntaxFactory.Space))));
    }

    public static SeparatedSyntaxList<T> Separated<T>(ImmutableArray<T> nodes, IEnumerable<SyntaxToken> separators)
        where T : SyntaxNode
    {
        var known = separators.ToList();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.SeparatedList(nodes, known.Concat(Enumerable.Repeat(comma, nodes.Length - 1 - known.Count)));
    }

    private static bool IsContract(SyntaxNode declaration, AttributeListSyntax list, SemanticModel model) =>
        AttributePlace.IsFor(declaration, list)
        && list.Attributes.Any(attribute => Marks.IsOfNoInstr(model.GetSymbolInfo(attribute).Symbol?.ContainingType));

    /// <summary>Where the file does neither more often: on one line as the declaration has it, else one below the other.</summary>
    private static bool Combines(SyntaxNode declaration, AttributeListSyntax list)
    {
        var all = declaration.SyntaxTree.GetRoot().DescendantNodes().OfType<AttributeListSyntax>().ToList();
        var combined = all.Count(one => one.Attributes.Count > 1);
        var apart = all.GroupBy(one => one.Parent).Count(lists => lists.Count(one => one.Attributes.Count == 1) > 1);
        return combined == apart ? !EndsLine(list) : combined > apart;
    }

    private static bool EndsLine(AttributeListSyntax list) => list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
}
