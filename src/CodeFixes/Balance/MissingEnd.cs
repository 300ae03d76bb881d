using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Balance;

/// <summary>A way out of the body with the scope still open: End goes before the return, or last in the body.</summary>
internal static class MissingEnd
{
    public static SyntaxNode? Insert(SyntaxNode root, SyntaxToken token, SemanticModel model)
    {
        if (token.IsKind(SyntaxKind.CloseBraceToken))
        {
            return token.Parent is BlockSyntax body && AtEnd(body) is { } closed ? root.ReplaceNode(body, closed) : null;
        }
        return ExpressionBody.StatementOrBody(token) switch
        {
            ReturnStatementSyntax @return => MissingFinally.Insert(root, @return, model) ?? Before(root, @return, model),
            // What an expression body has become.
            ExpressionStatementSyntax statement => StatementLists.Replace(root, statement, [statement, ScopeMarkers.End()]),
            _ => null,
        };
    }

    /// <summary>The block with End after its last statement; null when a directive there leaves open which path that would be on.</summary>
    public static BlockSyntax? AtEnd(BlockSyntax block)
    {
        if (Layout.HasDirective(block.CloseBraceToken.LeadingTrivia))
        {
            return null;
        }
        var index = block.Statements.Count;
        while (index > 0 && block.Statements[index - 1] is LocalFunctionStatementSyntax)
        {
            index--;
        }
        var end = index > 0 ? Layout.Aligned(ScopeMarkers.End(), block.Statements[index - 1].GetLeadingTrivia()) : ScopeMarkers.End();
        return block.WithStatements(block.Statements.Insert(index, end)).WithAdditionalAnnotations(Layout.IfOnOneLine(block));
    }

    /// <summary>End, and then the jump: a value that it returns is computed first, in the scope. Null where that cannot be.</summary>
    public static SyntaxNode? Before(SyntaxNode root, StatementSyntax jump, SemanticModel model)
    {
        ImmutableArray<StatementSyntax> statements;
        if (jump is not ReturnStatementSyntax { Expression: { } value } @return || AtHand.Is(value, model))
        {
            statements = [ScopeMarkers.End(), jump];
        }
        else if (Hoist.TryCreate(model, value, "result") is { } hoist)
        {
            statements = [hoist.Declaration(), ScopeMarkers.End(), @return.ReplaceNode(value, hoist.Reference)];
        }
        else
        {
            return null;
        }
        var last = statements[statements.Length - 1];
        var leading = jump.GetLeadingTrivia();
        statements = [.. statements.Select(s => s == last ? s.WithLeadingTrivia(Layout.Indentation(leading)) : Layout.Aligned(s, leading))];
        var first = statements[0];
        statements = statements.SetItem(
            0, first.WithLeadingTrivia(Layout.WithoutIndentation(leading).AddRange(first.GetLeadingTrivia())));
        var container = jump.Parent!;
        return StatementLists.Around(jump) is { } siblings
            ? root.ReplaceNode(container, StatementLists.WithStatements(container, siblings.ReplaceRange(jump, statements))
                .WithAdditionalAnnotations(Layout.IfOnOneLine(container)))
            : StatementLists.Replace(root, jump, statements);
    }
}
