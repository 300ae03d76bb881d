using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.States;

/// <summary>401, 406: the scope opens behind a later statement of its block. The nearest one first, so that little leaves the scope.</summary>
internal static class LaterBegin
{
    public static IEnumerable<SyntaxNode> Edits(SyntaxNode root, SyntaxToken token, SemanticModel model) => ExpressionBody.StatementOrBody(token) switch
    {
        UsingStatementSyntax { Statement: BlockSyntax block } scope when Opens(scope, token, model) => OutOfBlock(root, scope, block),
        StatementSyntax marker when Opens(marker, token, model) && Siblings.Of(marker) is { } siblings => AmongSiblings(root, siblings, model),
        _ => [],
    };

    /// <summary>The token is that of the marker itself: not of a call inside the block, nor of an argument.</summary>
    private static bool Opens(StatementSyntax statement, SyntaxToken token, SemanticModel model) =>
        token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        && ScopeMarkers.Name(call, model) is "Begin" or "Open"
        && (ScopeMarkers.IsBegin(statement, model) || ScopeMarkers.IsBareOpen(statement, model)
            || ScopeMarkers.IsOpenDeclaration(statement, model) || ScopeMarkers.IsOpenBlock(statement, model));

    private static IEnumerable<SyntaxNode> AmongSiblings(SyntaxNode root, Siblings siblings, SemanticModel model)
    {
        var statements = siblings.Statements;
        var keepsOrder = Disposes(statements[siblings.Index]);
        for (var to = siblings.Index + 1; to < statements.Length && !ScopeMarkers.Occur(statements[to], model) && !(keepsOrder && Disposes(statements[to])); to++)
        {
            if (statements[to] is not LocalFunctionStatementSyntax && Moved.Within(statements, siblings.Index, to) is { } moved)
            {
                yield return siblings.With(root, moved);
            }
        }
    }

    /// <summary>What is disposed at the end of the block is disposed in the order of the declarations.</summary>
    private static bool Disposes(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };

    /// <summary>The first statements leave the block, and stand in front of it.</summary>
    private static IEnumerable<SyntaxNode> OutOfBlock(SyntaxNode root, UsingStatementSyntax scope, BlockSyntax block)
    {
        for (var count = 1; count < block.Statements.Count && !block.Statements[count - 1].ContainsDirectives && !Disposes(block.Statements[count - 1]); count++)
        {
            var leaving = block.Statements.Take(count).ToImmutableArray();
            var staying = block.Statements.Skip(count).ToImmutableArray();
            if (!UsingScope.IsApart(leaving, scope) || Layout.HasDirective(staying[0].GetLeadingTrivia()))
            {
                continue;
            }
            var above = scope.GetLeadingTrivia();
            var first = leaving[0].WithLeadingTrivia(Moved.WithoutBlankLines(leaving[0].GetLeadingTrivia()));
            if (Moved.StartsWithLineEnd(above))
            {
                first = first.WithLeadingTrivia(first.GetLeadingTrivia().Insert(0, above[0]));
            }
            var rest = scope
                .WithStatement(block.WithStatements([staying[0].WithLeadingTrivia(Moved.WithoutBlankLines(staying[0].GetLeadingTrivia())), .. staying.Skip(1)]))
                .WithLeadingTrivia(Moved.WithoutBlankLines(above));
            if (UsingScope.Replace(root, scope, [.. UsingScope.Outside(leaving.SetItem(0, first)), rest]) is { } edited)
            {
                yield return edited;
            }
        }
    }
}
