using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>Whether control can leave a statement other than at its end: then an <c>End()</c> after it would be missed.</summary>
internal static class Jumps
{
    public static bool LeaveFrom(StatementSyntax statement) =>
        Leaving(statement).Any();

    /// <summary>The statements that control leaves it by.</summary>
    public static IEnumerable<StatementSyntax> Leaving(StatementSyntax statement) => statement
        .DescendantNodesAndSelf(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<StatementSyntax>()
        .Where(inner => Leaves(inner, statement));

    /// <summary>Whether the one is a jump that leads out of the other.</summary>
    public static bool Leaves(StatementSyntax jump, StatementSyntax statement) => jump switch
    {
        ReturnStatementSyntax or YieldStatementSyntax => true,
        GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement } => true, // its label may be anywhere
        GotoStatementSyntax => LeavesTo<SwitchStatementSyntax>(jump, statement),
        ContinueStatementSyntax => TargetOf(jump, isBreak: false) is not { } loop || !statement.Span.Contains(loop.Span),
        BreakStatementSyntax => TargetOf(jump, isBreak: true) is not { } left || !statement.Span.Contains(left.Span),
        _ => false,
    };

    private static bool LeavesTo<TTarget>(SyntaxNode jump, StatementSyntax statement)
        where TTarget : SyntaxNode =>
        jump.FirstAncestorOrSelf<TTarget>() is not { } target || !statement.Span.Contains(target.Span);

    private static SyntaxNode? TargetOf(SyntaxNode jump, bool isBreak) => jump.Ancestors().FirstOrDefault(node =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax || (isBreak && node is SwitchStatementSyntax));
}
