using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>309 and 310: a body that is trusted unseen says why, or is looked at.</summary>
internal static class Trust
{
    private const string Unchecked = "Unchecked";
    private const string Justification = "Justification";
    private const string NoBody = "extern: there is no body to verify";
    private const string ToDo = "TODO: say why the body may be trusted unseen";

    public static Edited? Justify(Place place)
    {
        if (Neighbours.At(place) is { } neighbours)
        {
            var (reason, what) = IsExtern(neighbours.Owner) ? (NoBody, "Justify [NoInstr(Unchecked = true)] on") : (ToDo, "Add a Justification to fill in to");
            var justified = Set(Set(neighbours.Reported, Unchecked, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression)), Justification, Text(reason));
            return Validation.SameRemarks(neighbours.Reported, justified)
                ? new Edited(place.Document.WithSyntaxRoot(place.Root.ReplaceNode(neighbours.Reported, justified)).Project.Solution, $"{what} {neighbours.Name}")
                : null;
        }
        // Covered by its type: the member says it itself.
        if (Holder.At(place.Token, place.Model) is not { Body.IsExtern: true } holder)
        {
            return null;
        }
        var attribute = Set(Set(Mark.NoInstr.ToAttribute(), Unchecked, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression)), Justification, Text(NoBody));
        var marked = AttributePlace.Above(holder.Declaration, AttributePlace.IsFirstOnLine(holder.Declaration), attribute);
        return new Edited(
            place.Document.WithSyntaxRoot(place.Root.ReplaceNode(holder.Declaration, marked)).Project.Solution, $"Justify [NoInstr(Unchecked = true)] on {holder.Name}");
    }

    public static Edited? RemoveUnchecked(Place place)
    {
        if (Neighbours.At(place) is not { Reported: { ArgumentList: { } list } reported } neighbours)
        {
            return null;
        }
        var arguments = list.Arguments;
        foreach (var argument in list.Arguments.Where(argument => argument.NameEquals?.Name.Identifier.ValueText is Unchecked or Justification))
        {
            arguments = arguments.RemoveAt(arguments.IndexOf(kept => kept.IsEquivalentTo(argument)));
        }
        var verified = reported.WithArgumentList(arguments.Count == 0 ? null : list.WithArguments(arguments));
        return arguments.Count < list.Arguments.Count && Validation.SameRemarks(reported, verified)
            ? new Edited(place.Document.WithSyntaxRoot(place.Root.ReplaceNode(reported, verified)).Project.Solution, $"Remove Unchecked from {neighbours.Name}")
            : null;
    }

    /// <summary>Of a property, an accessor speaks for all.</summary>
    private static bool IsExtern(ISymbol? owner) => owner switch
    {
        IMethodSymbol method => method.IsExtern || method.PartialImplementationPart is { IsExtern: true },
        IPropertySymbol or IEventSymbol => owner.IsExtern,
        _ => false,
    };

    private static AttributeSyntax Set(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        if (list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) is { } known)
        {
            return attribute.WithArgumentList(list.ReplaceNode(known.Expression, value.WithTriviaFrom(known.Expression)));
        }
        var equals = SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        var added = SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(name), equals), null, value);
        return attribute.WithArgumentList(list.WithArguments(AttributeLists.Separated([.. list.Arguments, added], list.Arguments.GetSeparators())));
    }

    private static ExpressionSyntax Text(string text) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));
}
