using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// Conditions and steps that run once an iteration move into the body. <c>continue</c> decides what is possible: it reaches the
/// condition of while, and the steps of for, only where these stay in the header or stand first in the body.
/// </summary>
internal sealed class LoopPlanner(SemanticModel model, SyntaxToken token, ScopeForm form)
{
    public WrapPlan? While(WhileStatementSyntax loop) =>
        Exit(loop.Condition, loop.Statement) is { } exit
            ? WrapPlan.Rewritten(loop, loop
                .WithOpenParenToken(loop.OpenParenToken.WithTrailingTrivia(loop.OpenParenToken.TrailingTrivia.Where(Layout.IsComment)))
                .WithCondition(SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression))
                .WithStatement(Prepend(exit, loop.Statement)))
            : null;

    public WrapPlan? ForCondition(ForStatementSyntax loop) =>
        Exit(loop.Condition!, loop.Statement) is { } exit
            ? WrapPlan.Rewritten(loop, loop.WithCondition(null).WithStatement(Prepend(exit, loop.Statement)))
            : null;

    public WrapPlan? ForIncrementors(ForStatementSyntax loop)
    {
        var steps = loop.Incrementors;
        if (Continues(loop)
            || steps.Any(s => s.ContainsDirectives || ScopeMarkers.Occur(s, model) || Hoist.Awaits(s) || Hoist.DeclaresVariables(s))
            || !Names.AreApart(Names.Declared(loop.Statement), steps.SelectMany(Names.Identifiers)))
        {
            return null;
        }
        var inside = steps.Select(step => (StatementSyntax)Layout.OnOwnLine(SyntaxFactory.ExpressionStatement(step))).ToImmutableArray();
        return WrapPlan.Rewritten(loop, loop
            .WithIncrementors(default)
            .WithSecondSemicolonToken(loop.SecondSemicolonToken.WithTrailingTrivia())
            .WithStatement(Append(loop.Statement, inside)));
    }

    public WrapPlan? Do(DoStatementSyntax loop)
    {
        if (Continues(loop) || Hoist.DeclaresVariables(loop.Condition) || !CanMoveInto(loop.Statement, loop.Condition)
            || Hoist.TryCreate(model, loop.Condition, "condition") is not { } hoist)
        {
            return null;
        }
        return WrapPlan.Rewritten(
            loop,
            hoist.BareDeclaration(),
            loop.WithCondition(hoist.Reference).WithStatement(Append(loop.Statement, [hoist.Assignment()])));
    }

    /// <summary>The scope with the condition in it, and <c>if (!condition) { break; }</c>.</summary>
    private ImmutableArray<StatementSyntax>? Exit(ExpressionSyntax condition, StatementSyntax body)
    {
        if (Hoist.Evaluated(condition, token) is not { } part || !CanMoveInto(body, condition)
            || Hoist.TryCreate(model, part, part == condition ? "condition" : "value") is not { } hoist)
        {
            return null;
        }
        ExpressionSyntax rest = part == condition
            ? hoist.Reference
            : SyntaxFactory.ParenthesizedExpression(condition.ReplaceNode(part, hoist.Reference).WithoutTrivia());
        var exit = Layout.OnOwnLine(SyntaxFactory.IfStatement(
            SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, rest),
            Layout.Block([Layout.OnOwnLine(SyntaxFactory.BreakStatement())])));
        if (form == ScopeForm.BeginEnd)
        {
            return Scope.Around(form, [], [hoist.Declaration()], [exit]);
        }
        return OutVariables.Ahead(part, model) is { } ahead
            ? Scope.Around(form, ahead.Before.Add(hoist.BareDeclaration()), [hoist.Assignment(ahead.Node)], [exit])
            : null;
    }

    private bool CanMoveInto(StatementSyntax body, ExpressionSyntax condition) =>
        !condition.ContainsDirectives
        && !ScopeMarkers.Occur(condition, model)
        && !Hoist.Awaits(condition)
        && Names.AreApart(Names.Declared(body), Names.Identifiers(condition));

    private static StatementSyntax Prepend(IEnumerable<StatementSyntax> first, StatementSyntax body) => body is BlockSyntax block
        ? block.WithStatements(block.Statements.InsertRange(0, first)).WithAdditionalAnnotations(Layout.IfOnOneLine(block))
        : Layout.Block(first.Append(body));

    /// <summary>In a scope at the end of the body, or in the one that ends there.</summary>
    private StatementSyntax Append(StatementSyntax body, ImmutableArray<StatementSyntax> inside)
    {
        var scope = Scope.Around(form, [], inside, []);
        if (body is not BlockSyntax block)
        {
            return Layout.Block(scope.Prepend(body));
        }
        var statements = block.Statements;
        if (statements.Count > 0 && form == ScopeForm.BeginEnd && ScopeMarkers.IsEnd(statements[statements.Count - 1], model)
            && StatementLists.RemarksOf(statements[statements.Count - 1]).Count == 0)
        {
            return block.WithStatements(statements.InsertRange(statements.Count - 1, inside));
        }
        if (statements.Count > 0 && form == ScopeForm.Using
            && Scope.Joined(statements[statements.Count - 1], scope[0], model) is { } joined)
        {
            return block.WithStatements(statements.Replace(statements[statements.Count - 1], joined));
        }
        if (statements.Count > 0)
        {
            var last = statements[statements.Count - 1];
            statements = statements.Replace(last, last.WithTrailingTrivia(Layout.EndingLine(last.GetTrailingTrivia())));
        }
        return block.WithStatements(statements.AddRange(scope)).WithAdditionalAnnotations(Layout.IfOnOneLine(block));
    }

    private static bool Continues(StatementSyntax loop) =>
        loop.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ContinueStatementSyntax>()
            .Any(c => c.Ancestors().First(IsLoop) == loop);

    private static bool IsLoop(SyntaxNode node) =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;
}
