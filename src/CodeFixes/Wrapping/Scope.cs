using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>Scopes in either form: writing one, and making one of two neighbours.</summary>
internal static class Scope
{
    /// <summary>Statements before the scope, in it and after it, as one list. Nothing inside: no scope.</summary>
    public static ImmutableArray<StatementSyntax> Around(
        ScopeForm form,
        ImmutableArray<StatementSyntax> before,
        ImmutableArray<StatementSyntax> inside,
        ImmutableArray<StatementSyntax> after)
    {
        if (inside.IsEmpty)
        {
            return [.. before, .. after];
        }
        return form == ScopeForm.BeginEnd
            ? [.. before, ScopeMarkers.Begin(), .. inside, ScopeMarkers.End(), .. after]
            : [.. before, ScopeMarkers.OpenBlock(inside), .. after];
    }

    /// <summary>Whether a marker can go from before a statement without moving a remark to where it says something else.</summary>
    public static bool MayGo(StatementSyntax marker, StatementSyntax following) =>
        !Layout.HasComment(marker.GetTrailingTrivia())
        && !Layout.HasDirective(marker.GetLeadingTrivia())
        && !Layout.HasDirective(following.GetLeadingTrivia());

    /// <summary>Two neighbouring <c>using (InstrumentationScope.Open())</c> blocks as one, or null where they had better not.</summary>
    public static UsingStatementSyntax? Joined(StatementSyntax upper, StatementSyntax lower, SemanticModel model)
    {
        if (Plain(upper, model) is not { } first || Plain(lower, model) is not { } second
            || Layout.HasDirective(lower.GetLeadingTrivia())
            || !Names.AreApart(Names.Declared(first), Names.Identifiers(second))
            || !Names.AreApart(Names.Declared(second), Names.Identifiers(first)))
        {
            return null;
        }
        var head = second.Statements[0];
        var moved = second.Statements.Replace(
            head, head.WithLeadingTrivia(Layout.WithoutIndentation(lower.GetLeadingTrivia()).AddRange(head.GetLeadingTrivia())));
        return ((UsingStatementSyntax)upper)
            .WithStatement(first.WithStatements(first.Statements.AddRange(moved)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>
    /// The block of a using statement that does nothing but open a scope, without remarks on its braces. What is in no tree is new.
    /// </summary>
    private static BlockSyntax? Plain(StatementSyntax statement, SemanticModel model) =>
        statement is UsingStatementSyntax { Declaration: null, Statement: BlockSyntax { Statements.Count: > 0 } block } @using
        && (@using.SyntaxTree != model.SyntaxTree || ScopeMarkers.IsOpenBlock(@using, model))
        && !Remarked(@using.CloseParenToken) && !Remarked(block.OpenBraceToken) && !Remarked(block.CloseBraceToken)
            ? block
            : null;

    private static bool Remarked(SyntaxToken token) =>
        token.LeadingTrivia.Concat(token.TrailingTrivia).Any(t => Layout.IsComment(t) || t.IsDirective);
}
