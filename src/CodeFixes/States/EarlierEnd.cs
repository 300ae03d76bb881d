using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.States;

/// <summary>408: the scope closes before the call that changes the state, when its end stands in the same block.</summary>
internal static class EarlierEnd
{
    public static IEnumerable<SyntaxNode> Edits(SyntaxNode root, SyntaxToken token, SemanticModel model)
    {
        if (ExpressionBody.StatementOrBody(token) is not StatementSyntax change || Siblings.Of(change) is not { } siblings)
        {
            return [];
        }
        return (EndBehind(siblings, model) is { } end ? BeforeChange(root, siblings, end)
            : change.Parent?.Parent is UsingStatementSyntax scope && ScopeMarkers.IsOpenBlock(scope, model) ? OutOfBlock(root, scope, siblings)
            : IntoBlock(root, siblings, model)) is { } edited ? [edited] : [];
    }

    /// <summary>The next marker, if it is an End.</summary>
    private static int? EndBehind(Siblings siblings, SemanticModel model)
    {
        for (var index = siblings.Index + 1; index < siblings.Statements.Length; index++)
        {
            if (ScopeMarkers.Occur(siblings.Statements[index], model))
            {
                return ScopeMarkers.IsEnd(siblings.Statements[index], model) ? index : null;
            }
        }
        return null;
    }

    private static SyntaxNode? BeforeChange(SyntaxNode root, Siblings siblings, int end) =>
        Moved.Within(siblings.Statements, end, siblings.Index) is { } moved ? siblings.With(root, moved) : null;

    /// <summary>The call, and what comes after it, leaves the block that the scope is open for.</summary>
    private static SyntaxNode? OutOfBlock(SyntaxNode root, UsingStatementSyntax scope, Siblings inBlock)
    {
        var block = (BlockSyntax)scope.Statement;
        var staying = inBlock.Statements.Take(inBlock.Index).ToImmutableArray();
        var leaving = inBlock.Statements.Skip(inBlock.Index).ToImmutableArray();
        return staying.IsEmpty || Layout.HasDirective(block.CloseBraceToken.LeadingTrivia) || !UsingScope.MayLeave(leaving, staying)
            ? null
            : UsingScope.Replace(root, scope, [scope.WithStatement(block.WithStatements([.. staying])), .. UsingScope.Outside(leaving)]);
    }

    /// <summary>A scope that lasts until the end of its block becomes one that has a block of its own.</summary>
    private static SyntaxNode? IntoBlock(SyntaxNode root, Siblings siblings, SemanticModel model)
    {
        var statements = siblings.Statements;
        var opening = siblings.Index - 1;
        while (opening >= 0 && !ScopeMarkers.Occur(statements[opening], model))
        {
            opening--;
        }
        if (opening < 0
            || !ScopeMarkers.IsOpenDeclaration(statements[opening], model)
            || statements[opening] is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration
            || Layout.HasComment(declaration.GetTrailingTrivia()))
        {
            return null;
        }
        var inside = statements.Skip(opening + 1).Take(siblings.Index - opening - 1).ToImmutableArray();
        var behind = statements.Skip(siblings.Index).ToImmutableArray();
        return inside.IsEmpty || Layout.HasDirective(inside[0].GetLeadingTrivia()) || !UsingScope.MayLeave(behind, inside)
            ? null
            : siblings.With(root, [.. statements.Take(opening), UsingScope.Of(declaration, inside), .. behind]);
    }
}
