using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Pairs;
using NoInstr.CodeFixes.States;

namespace NoInstr.CodeFixes.Refactorings;

/// <summary>*Shrink the scope to what needs it*: it opens later and ends earlier, over statements that need no scope. Where none does, it goes.</summary>
internal static class Shrink
{
    /// <summary>Null where it is as small as it can be.</summary>
    public static async Task<SyntaxNode?> EditAsync(
        Document document, SyntaxNode root, InvocationExpressionSyntax opener, Verdict before, SemanticModel model, CancellationToken cancellation)
    {
        if (ScopeOf(opener, model) is not var (list, begin, end) || end - begin < 2)
        {
            return null;
        }
        var inside = list.Skip(begin + 1).Take(end - begin - 1).ToImmutableArray();
        if (await ShrinkPlan.OfAsync(document, opener, inside, before, model, cancellation).ConfigureAwait(false) is not { } plan)
        {
            return null;
        }
        return plan.First < 0 ? (HidesCode(inside) ? null : PairRemoval.Edits(root, opener, model).FirstOrDefault())
            : plan.First == 0 && plan.Last == inside.Length - 1 ? null
            : OpenScope.Of(opener) switch
            {
                { Owner: UsingStatementSyntax scope } => OfBlock(root, scope, plan),
                { Owner: LocalDeclarationStatementSyntax declaration } => OfDeclaration(root, Siblings.Of(declaration)!, plan),
                _ => OfPair(root, Siblings.Of((StatementSyntax)opener.Parent!)!, end, plan),
            };
    }

    /// <summary>The list of statements, where the scope opens in it, and where it ends: the block of a <c>using</c> has nothing but what is inside.</summary>
    private static (ImmutableArray<StatementSyntax> List, int Begin, int End)? ScopeOf(InvocationExpressionSyntax opener, SemanticModel model)
    {
        switch (OpenScope.Of(opener))
        {
            case { Owner: UsingStatementSyntax { Statement: BlockSyntax block } }:
                return ([.. block.Statements], -1, block.Statements.Count);
            case { IsRead: false, Owner: LocalDeclarationStatementSyntax declaration } when Siblings.Of(declaration) is { } siblings:
                return (siblings.Statements, siblings.Index, siblings.Statements.Length);
            case null when new StretchPlanner(model).OfSoundPair(opener) is { Last: { } last, Opener: var begin, Closers: var closers } && Siblings.Of(begin) is { } siblings:
                var end = siblings.Statements.IndexOf(last) + 1;
                return end < siblings.Statements.Length && closers.Contains(siblings.Statements[end]) ? (siblings.Statements, siblings.Index, end) : null;
            default:
                return null;
        }
    }

    private static SyntaxNode? OfPair(SyntaxNode root, Siblings siblings, int end, ShrinkPlan plan)
    {
        ImmutableArray<StatementSyntax>? statements = siblings.Statements;
        if (plan.Last < plan.Inside.Length - 1)
        {
            statements = Moved.Within(statements.Value, end, siblings.Index + 2 + plan.Last);
        }
        if (plan.First > 0 && statements is { } shorter)
        {
            statements = Moved.Within(shorter, siblings.Index, siblings.Index + plan.First);
        }
        return statements is { } edited ? siblings.With(root, edited) : null;
    }

    /// <summary>The declaration moves down; where something behind needs no scope, too, the scope gets a block.</summary>
    private static SyntaxNode? OfDeclaration(SyntaxNode root, Siblings siblings, ShrinkPlan plan)
    {
        var leading = plan.Inside.Take(plan.First).ToImmutableArray();
        var needed = plan.Inside.Skip(plan.First).Take(plan.Last - plan.First + 1).ToImmutableArray();
        var behind = plan.Inside.Skip(plan.Last + 1).ToImmutableArray();
        if (leading.Any(IsDisposed))
        {
            return null;
        }
        var declaration = (LocalDeclarationStatementSyntax)siblings.Statements[siblings.Index];
        if (behind.All(IsNotWorthABlock) || needed.Any(IsDisposed) || !UsingScope.MayLeave(behind, needed) || Layout.HasComment(declaration.GetTrailingTrivia()))
        {
            return leading.IsEmpty || Moved.Within(siblings.Statements, siblings.Index, siblings.Index + plan.First) is not { } moved ? null : siblings.With(root, moved);
        }
        if (needed.Concat(leading).Any(statement => statement.ContainsDirectives) || Moved.Within(siblings.Statements, siblings.Index, siblings.Index + plan.First) is not { } later)
        {
            return null;
        }
        var opened = (LocalDeclarationStatementSyntax)later[siblings.Index + plan.First];
        return siblings.With(root, [.. later.Take(siblings.Index + plan.First), UsingScope.Of(opened, needed), .. behind]);
    }

    /// <summary>Statements leave the block at either end. What those behind it need of it keeps them in.</summary>
    private static SyntaxNode? OfBlock(SyntaxNode root, UsingStatementSyntax scope, ShrinkPlan plan)
    {
        var block = (BlockSyntax)scope.Statement;
        var last = plan.Last;
        while (last < plan.Inside.Length - 1 && !UsingScope.MayLeave([.. plan.Inside.Skip(last + 1)], [.. plan.Inside.Skip(plan.First).Take(last - plan.First + 1)]))
        {
            last++;
        }
        var leading = plan.Inside.Take(plan.First).ToImmutableArray();
        var behind = plan.Inside.Skip(last + 1).ToImmutableArray();
        if (leading.Concat(behind).Any(statement => statement.ContainsDirectives || IsDisposed(statement))
            || !UsingScope.IsApart([.. leading, .. behind], scope)
            || behind.Length > 0 && Layout.HasComment(block.CloseBraceToken.LeadingTrivia)
            || Layout.HasDirective(block.CloseBraceToken.LeadingTrivia) || Layout.HasDirective(plan.Inside[plan.First].GetLeadingTrivia())
            || leading.IsEmpty && behind.IsEmpty)
        {
            return null;
        }
        var staying = plan.Inside.Skip(plan.First).Take(last - plan.First + 1).ToImmutableArray();
        var rest = scope.WithStatement(block.WithStatements(SyntaxFactory.List(
            staying.SetItem(0, staying[0].WithLeadingTrivia(Moved.WithoutBlankLines(staying[0].GetLeadingTrivia()))))));
        if (!leading.IsEmpty)
        {
            var above = scope.GetLeadingTrivia();
            var first = leading[0].WithLeadingTrivia(Moved.WithoutBlankLines(leading[0].GetLeadingTrivia()));
            leading = leading.SetItem(0, Moved.StartsWithLineEnd(above) ? first.WithLeadingTrivia(first.GetLeadingTrivia().Insert(0, above[0])) : first);
            rest = rest.WithLeadingTrivia(Moved.WithoutBlankLines(above));
        }
        return UsingScope.Replace(root, scope, [.. UsingScope.Outside(leading), rest, .. UsingScope.Outside(behind)]);
    }

    private static bool HidesCode(ImmutableArray<StatementSyntax> inside) => inside.Any(statement => statement.ContainsDirectives);

    private static bool IsNotWorthABlock(StatementSyntax statement) => statement is LocalFunctionStatementSyntax or ReturnStatementSyntax;

    private static bool IsDisposed(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };
}
