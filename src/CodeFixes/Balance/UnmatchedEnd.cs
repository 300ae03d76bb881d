using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Pairs;

namespace NoInstr.CodeFixes.Balance;

/// <summary>An End that closes nothing goes; its comments stay.</summary>
internal static class UnmatchedEnd
{
    /// <summary>Null for a helper that ends a scope.</summary>
    public static SyntaxNode? Remove(SyntaxNode root, SyntaxToken token, SemanticModel model) =>
        ExpressionBody.StatementOrBody(token) is ExpressionStatementSyntax statement && ScopeMarkers.IsEnd(statement, model) ? Removal.Of(root, statement) : null;
}
