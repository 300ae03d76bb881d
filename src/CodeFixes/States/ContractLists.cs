using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.States;

/// <summary>The attribute lists of a declaration as states are added to its contract: to an attribute that is there, beside it, or below.</summary>
internal sealed class ContractLists(SyntaxNode declaration, SemanticModel model)
{
    private readonly SyntaxList<AttributeListSyntax> _original = AttributePlace.ListsOf(declaration);
    private readonly List<AttributeSyntax> _new = [];
    private SyntaxList<AttributeListSyntax> _lists = AttributePlace.ListsOf(declaration);

    public void Add(string kind, ImmutableArray<ExpressionSyntax> states)
    {
        var arguments = states.Select(SyntaxFactory.AttributeArgument);

        // Only these two have no order, so that one more state can be the last.
        if (kind is "Requires" or "Forbids" && Find(kind) is var (list, index))
        {
            var attribute = _original[list].Attributes[index];
            var extended = attribute.WithArgumentList(attribute.ArgumentList!.WithArguments(
                Separated([.. attribute.ArgumentList.Arguments, .. arguments], attribute.ArgumentList.Arguments.GetSeparators())));
            var attributes = _lists[list].Attributes;
            _lists = _lists.Replace(_lists[list], _lists[list].WithAttributes(attributes.Replace(attributes[index], extended)));
            return;
        }
        var name = SyntaxFactory.ParseName($"global::NoInstr.{kind}").WithAdditionalAnnotations(Simplifier.Annotation, ScopeMarkers.NeedsImport);
        _new.Add(SyntaxFactory.Attribute(name, SyntaxFactory.AttributeArgumentList(Separated([.. arguments], []))));
    }

    public SyntaxNode Marked()
    {
        if (_new.Count == 0)
        {
            return AttributePlace.WithLists(declaration, _lists);
        }
        var index = _original.LastIndexOf(IsContract);
        if (index < 0)
        {
            return AttributePlace.Above(declaration, AttributePlace.IsFirstOnLine(declaration), [.. _new]);
        }
        var list = _lists[index];
        if (Combines(list))
        {
            var combined = list.WithAttributes(Separated([.. list.Attributes, .. _new], list.Attributes.GetSeparators()));
            return AttributePlace.WithLists(declaration, _lists.Replace(list, combined));
        }
        return AttributePlace.WithLists(declaration, _lists.InsertRange(index + 1, _new.Select(attribute => AttributePlace.ListOf(declaration, attribute)
            .WithLeadingTrivia(EndsLine(list) ? Layout.Indentation(list.GetLeadingTrivia()) : default)
            .WithTrailingTrivia(EndsLine(list) ? Layout.LineEnd : SyntaxFactory.Space))));
    }

    private (int List, int Attribute)? Find(string kind)
    {
        for (var list = 0; list < _original.Count; list++)
        {
            var attributes = _original[list].Attributes;
            var index = attributes.IndexOf(attribute =>
                IsOfNoInstr(attribute, kind + "Attribute") && !StateList.Of(attribute).IsEmpty && !StateList.IsArray(attribute));
            if (index >= 0 && AttributePlace.IsFor(declaration, _original[list]))
            {
                return (list, index);
            }
        }
        return null;
    }

    private bool IsContract(AttributeListSyntax list) =>
        AttributePlace.IsFor(declaration, list) && list.Attributes.Any(attribute => IsOfNoInstr(attribute, name: null));

    private bool IsOfNoInstr(AttributeSyntax attribute, string? name) =>
        model.GetSymbolInfo(attribute).Symbol?.ContainingType is { ContainingNamespace: { Name: "NoInstr", ContainingNamespace.IsGlobalNamespace: true } } type
        && (name is null || type.Name == name);

    /// <summary>As the file does it, and where it does neither more often: on one line as the declaration has it, else one below the other.</summary>
    private bool Combines(AttributeListSyntax list)
    {
        var all = declaration.SyntaxTree.GetRoot().DescendantNodes().OfType<AttributeListSyntax>().ToList();
        var combined = all.Count(one => one.Attributes.Count > 1);
        var apart = all.GroupBy(one => one.Parent).Count(lists => lists.Count(one => one.Attributes.Count == 1) > 1);
        return combined == apart ? !EndsLine(list) : combined > apart;
    }

    private static bool EndsLine(AttributeListSyntax list) => list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    private static SeparatedSyntaxList<T> Separated<T>(ImmutableArray<T> nodes, IEnumerable<SyntaxToken> separators)
        where T : SyntaxNode
    {
        var known = separators.ToList();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.SeparatedList(nodes, known.Concat(Enumerable.Repeat(comma, nodes.Length - 1 - known.Count)));
    }
}
