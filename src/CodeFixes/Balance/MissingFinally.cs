using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes.Balance;

/// <summary>
/// <c>Begin(); try { … return; … } …</c>: one End in <c>finally</c> serves every way out of the try. Only where the try is all that
/// the scope is for: Begin stands before it in the same list, and nothing or the End comes after it.
/// </summary>
internal static class MissingFinally
{
    public static SyntaxNode? Insert(SyntaxNode root, ReturnStatementSyntax @return, SemanticModel model)
    {
        if (EnclosingTry(@return) is not { Finally: null, Parent: BlockSyntax block } @try
            || ScopeMarkers.Occur(@try, model)
            || !IsOpenedBefore(@try, block, model))
        {
            return null;
        }
        var index = block.Statements.IndexOf(@try);
        var isLast = index + 1 == block.Statements.Count && !Layout.HasDirective(block.CloseBraceToken.LeadingTrivia);
        var end = isLast || !ScopeMarkers.IsEnd(block.Statements[index + 1], model) ? null : block.Statements[index + 1];
        if (!isLast && (end is null || StatementLists.RemarksOf(end).Count > 0))
        {
            return null;
        }
        var trailing = @try.GetTrailingTrivia();
        var guarded = @try.WithTrailingTrivia(Layout.LineEnd).WithFinally(SyntaxFactory
            .FinallyClause(Layout.Block([ScopeMarkers.End()]).WithTrailingTrivia(trailing))
            .WithAdditionalAnnotations(Formatter.Annotation));
        var statements = block.Statements.Replace(@try, guarded);
        return root.ReplaceNode(block, block.WithStatements(end is null ? statements : statements.RemoveAt(index + 1)));
    }

    /// <summary>Whether a <c>finally</c> around the return, perhaps one that an earlier fix wrote, ends a scope.</summary>
    public static bool Ends(SyntaxNode node, SemanticModel model) =>
        node.Ancestors().TakeWhile(a => !IsFunction(a)).OfType<TryStatementSyntax>()
            .Any(t => t.Finally is { } @finally && @finally.Block.Statements.Any(s => ScopeMarkers.IsEnd(s, model)));

    private static TryStatementSyntax? EnclosingTry(SyntaxNode node) =>
        node.Ancestors().TakeWhile(a => !IsFunction(a)).OfType<TryStatementSyntax>().FirstOrDefault();

    private static bool IsOpenedBefore(TryStatementSyntax @try, BlockSyntax block, SemanticModel model)
    {
        foreach (var statement in block.Statements.Take(block.Statements.IndexOf(@try)).Reverse())
        {
            if (ScopeMarkers.IsBegin(statement, model) || ScopeMarkers.IsBareOpen(statement, model))
            {
                return true;
            }
            if (ScopeMarkers.Occur(statement, model))
            {
                return false;
            }
        }
        return false;
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax;
}
