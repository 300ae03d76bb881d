using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.States;

/// <summary>404 at an attribute: the members of each enum change places among themselves, so that a list that mixes enums stays mixed as it is.</summary>
internal static class CanonicalOrder
{
    public static SyntaxNode? Edit(SyntaxNode root, SyntaxToken token, SemanticModel model)
    {
        if (token.Parent?.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || attribute.SpanStart != token.SpanStart
            || model.GetSymbolInfo(attribute).Symbol?.ContainingType is not { } type)
        {
            return null;
        }
        var listed = StateList.Of(attribute);
        var members = listed.Select(expression => StateList.MemberOf(expression, model)).ToList();
        if (members.Contains(null))
        {
            return null; // no list of states, which is a finding of its own
        }
        var isTeardown = type.Name is "RevokesAttribute" or "RestoresAttribute";
        var ordered = listed.ToBuilder();
        foreach (var places in Enumerable.Range(0, listed.Length).GroupBy(place => members[place]!.ContainingType, SymbolEqualityComparer.Default))
        {
            var sorted = places.OrderBy(place => (isTeardown ? -1 : 1) * RankOf(members[place]!));
            foreach (var (to, from) in places.Zip(sorted, (to, from) => (to, from)))
            {
                ordered[to] = listed[from];
            }
        }
        return Placed(listed, ordered.ToImmutable()) is { } placed
            ? root.ReplaceNodes(listed, (original, _) => placed[listed.IndexOf(original)])
            : null;
    }

    private static int RankOf(IFieldSymbol member) => member.ContainingType.GetMembers().IndexOf(member);

    /// <summary>
    /// White space belongs to the place and comments to the state, where they stand on lines of their own above it. Any others could be about anything: null.
    /// </summary>
    private static ImmutableArray<ExpressionSyntax>? Placed(ImmutableArray<ExpressionSyntax> listed, ImmutableArray<ExpressionSyntax> ordered)
    {
        if (listed.Any(HasRemarkAround))
        {
            return null;
        }
        if (!listed.Any(state => Layout.HasComment(state.GetLeadingTrivia())))
        {
            return [.. ordered.Zip(listed, (state, place) => state.WithTriviaFrom(place))];
        }
        return listed.All(BeginsLine) ? [.. ordered.Zip(listed, (state, place) => state.WithTrailingTrivia(place.GetTrailingTrivia()))] : null;
    }

    private static bool HasRemarkAround(ExpressionSyntax state) =>
        Layout.HasDirective(state.GetLeadingTrivia())
        || Layout.HasComment(state.GetTrailingTrivia())
        || Layout.HasComment(state.GetFirstToken().GetPreviousToken().TrailingTrivia)
        || state.GetLastToken().GetNextToken() is var next && (Layout.HasComment(next.LeadingTrivia) || Layout.HasDirective(next.LeadingTrivia) || Layout.HasComment(next.TrailingTrivia));

    private static bool BeginsLine(ExpressionSyntax state) =>
        state.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
}
