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
                AttributeLists.Separated([.. attribute.ArgumentList.Arguments, .. arguments], attribute.ArgumentList.Arguments.GetSeparators())));
            var attributes = _lists[list].Attributes;
            _lists = _lists.Replace(_lists[list], _lists[list].WithAttributes(attributes.Replace(attributes[index], extended)));
            return;
        }
        var name = SyntaxFactory.ParseName($"global::NoInstr.{kind}").WithAdditionalAnnotations(Simplifier.Annotation, ScopeMarkers.NeedsImport);
        _new.Add(SyntaxFactory.Attribute(name, SyntaxFactory.AttributeArgumentList(AttributeLists.Separated([.. arguments], []))));
    }

    public SyntaxNode Marked() =>
        _new.Count == 0 ? AttributePlace.WithLists(declaration, _lists) : AttributeLists.Join(declaration, _lists, model, [.. _new]);

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

    private bool IsOfNoInstr(AttributeSyntax attribute, string name) =>
        model.GetSymbolInfo(attribute).Symbol?.ContainingType is { } type && type.Name == name && Marks.IsOfNoInstr(type);
}
