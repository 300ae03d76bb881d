using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Balance;

/// <summary>An End that closes nothing goes; its comments stay.</summary>
internal static class UnmatchedEnd
{
    public static SyntaxNode? Remove(SyntaxNode root, SyntaxToken token, SemanticModel model)
    {
        if (ExpressionBody.StatementOrBody(token) is not ExpressionStatementSyntax statement || !ScopeMarkers.IsEnd(statement, model))
        {
            return null; // a helper that ends a scope
        }
        var remarks = StatementLists.RemarksOf(statement);
        if (statement.Parent is LabeledStatementSyntax)
        {
            var empty = SyntaxFactory.EmptyStatement();
            return root.ReplaceNode(statement, empty.WithTriviaFrom(statement));
        }
        if (StatementLists.IsEmbedded(statement))
        {
            var braces = Layout.Block([]);
            return Layout.HasDirective(statement.GetLeadingTrivia())
                ? null
                : root.ReplaceNode(statement, braces.WithCloseBraceToken(braces.CloseBraceToken.WithLeadingTrivia(remarks)));
        }
        if (StatementLists.Around(statement) is not { } siblings)
        {
            return null;
        }
        var index = siblings.IndexOf(statement);
        if (StatementLists.Without(siblings, index) is { } rest)
        {
            return root.ReplaceNode(statement.Parent!, StatementLists.WithStatements(statement.Parent!, rest));
        }
        return statement.Parent is BlockSyntax block
            ? root.ReplaceNode(block, block
                .WithStatements(siblings.RemoveAt(index))
                .WithCloseBraceToken(block.CloseBraceToken.WithLeadingTrivia(remarks.AddRange(block.CloseBraceToken.LeadingTrivia))))
            : null;
    }
}
