using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>
/// *Remove the pair*: what is inside stays as it is. An <c>if</c> that does nothing but call a marker goes with it, and a <c>finally</c>, too: what is left
/// of them would be a riddle.
/// </summary>
internal static class PairRemoval
{
    /// <summary>The plain reading first: all that the scope may be closed by. Then only the next End, for conditions that the text alone does not tell apart.</summary>
    public static IEnumerable<SyntaxNode> Edits(SyntaxNode root, InvocationExpressionSyntax opener, SemanticModel model)
    {
        if (opener.Parent is not ExpressionStatementSyntax begin)
        {
            return OfUsing(root, opener) is { } unwrapped ? [unwrapped] : [];
        }
        if (ScopePair.Of(opener, model) is not { } pair)
        {
            return [];
        }
        List<ImmutableArray<StatementSyntax>> choices = [[.. pair.Openers, .. pair.Closers]];
        if (pair.Openers.Length + pair.Closers.Length > 2 && pair.Closers.FirstOrDefault(closer => closer.SpanStart > begin.SpanStart) is { } next)
        {
            choices.Add([begin, next]);
        }
        return choices.Select(markers => Without(root, markers, model)).OfType<SyntaxNode>();
    }

    /// <summary>The root without the markers; null where one stands where nothing can be taken away.</summary>
    public static SyntaxNode? Without(SyntaxNode root, ImmutableArray<StatementSyntax> markers, SemanticModel model)
    {
        var going = markers.Select(marker => Whole(marker, model)).Distinct().ToList();
        SyntaxNode? current = root.TrackNodes(going);
        foreach (var node in going)
        {
            current = current?.GetCurrentNode(node) switch
            {
                FinallyClauseSyntax { Parent: TryStatementSyntax guarded } => WithoutFinally(current!, guarded),
                StatementSyntax statement => Removal.Of(current!, statement),
                _ => null,
            };
        }
        return current;
    }

    /// <summary>The block, or the declaration, of a scope in a <c>using</c>; null where the scope is in a variable that something reads.</summary>
    private static SyntaxNode? OfUsing(SyntaxNode root, InvocationExpressionSyntax opener) => OpenScope.Of(opener) switch
    {
        { IsRead: false, Owner: UsingStatementSyntax { Statement: BlockSyntax { Statements.Count: 0 } block } empty } =>
            Layout.Remarks(block).Any() ? null : Removal.Of(root, empty),
        { IsRead: false, Owner: UsingStatementSyntax { Statement: BlockSyntax block } scope } => Unwrapped.InPlace(root, scope, block),
        { IsRead: false, Owner: UsingStatementSyntax { Statement: var only } scope } when !Layout.HasComment(scope.CloseParenToken.TrailingTrivia) =>
            root.ReplaceNode(scope, only.WithLeadingTrivia(scope.GetLeadingTrivia().AddRange(
                only.GetLeadingTrivia().Any(Layout.IsComment) ? only.GetLeadingTrivia() : default)).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation)),
        { IsRead: false, Owner: LocalDeclarationStatementSyntax declaration } => Removal.Of(root, declaration),
        _ => null,
    };

    private static SyntaxNode Whole(StatementSyntax marker, SemanticModel model)
    {
        var body = marker.Parent is BlockSyntax { Statements.Count: 1 } block ? block : (SyntaxNode)marker;
        return body.Parent switch
        {
            IfStatementSyntax { Else: null, Parent: not ElseClauseSyntax } only when !Layout.Remarks(only.WithoutTrivia()).Any()
                && AtHand.IsCondition(only.Condition, model) => only,
            FinallyClauseSyntax only when body is BlockSyntax && !Layout.Remarks(only).Any() => only,
            _ => marker,
        };
    }

    private static SyntaxNode? WithoutFinally(SyntaxNode root, TryStatementSyntax guarded) => guarded.Catches.Count > 0
        ? root.ReplaceNode(guarded, guarded.WithFinally(null).WithTrailingTrivia(guarded.GetTrailingTrivia()))
        : guarded.Block.Statements.Count == 0 ? Removal.Of(root, guarded)
        : Unwrapped.InPlace(root, guarded, guarded.Block);
}
