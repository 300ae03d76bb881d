using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>Whether control can leave a statement other than at its end: then an <c>End()</c> after it would be missed.</summary>
internal static class Jumps
{
    public static bool LeaveFrom(StatementSyntax statement) =>
        statement.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node switch
        {
            ReturnStatementSyntax or YieldStatementSyntax => true,
            GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement } => true, // its label may be anywhere
            GotoStatementSyntax jump => LeavesTo<SwitchStatementSyntax>(jump, statement),
            ContinueStatementSyntax jump => TargetOf(jump, isBreak: false) is not { } loop || !statement.Span.Contains(loop.Span),
            BreakStatementSyntax jump => TargetOf(jump, isBreak: true) is not { } left || !statement.Span.Contains(left.Span),
            _ => false,
        });

    private static bool LeavesTo<TTarget>(SyntaxNode jump, StatementSyntax statement)
        where TTarget : SyntaxNode =>
        jump.FirstAncestorOrSelf<TTarget>() is not { } target || !statement.Span.Contains(target.Span);

    private static SyntaxNode? TargetOf(SyntaxNode jump, bool isBreak) => jump.Ancestors().FirstOrDefault(node =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax || (isBreak && node is SwitchStatementSyntax));
}
