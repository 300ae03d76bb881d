using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using NoInstr.CodeFixes.Balance;
using NoInstr.CodeFixes.Pairs;
using NoInstr.CodeFixes.States;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes.Refactorings;

/// <summary>*Convert to Begin/End*: what a <c>using</c> closed on every path gets an End on each. An exception then leaves the scope open, which 206 says.</summary>
internal static class PairOfUsing
{
    /// <summary>Null where a path leaves the scope on which no End could stand right before it is left.</summary>
    public static async Task<Document?> ApplyAsync(Document document, InvocationExpressionSyntax open, SemanticModel model, CancellationToken cancellation)
    {
        if (OpenScope.Of(open) is not { IsRead: false, Owner: var owner } || Inside(owner) is not { } inside || inside.Any(Forbids))
        {
            return null;
        }
        var jumps = inside.SelectMany(Jumps.Leaving).ToImmutableArray();
        if (jumps.Any(jump => jump is GotoStatementSyntax or YieldStatementSyntax || PassesCode(jump, owner)))
        {
            return null;
        }
        var isReachable = inside.IsEmpty || model.AnalyzeControlFlow(inside[0], inside[inside.Length - 1]) is { Succeeded: true, EndPointIsReachable: true };
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
        {
            return null;
        }
        var current = document.WithSyntaxRoot(root.TrackNodes(jumps.Add(owner)));
        foreach (var jump in jumps)
        {
            if (await current.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } step
                || await current.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } stepModel
                || MissingEnd.Before(step, step.GetCurrentNode(jump)!, stepModel) is not { } closed)
            {
                return null;
            }
            current = current.WithSyntaxRoot(closed);
        }
        return await current.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } rest
            && Edited(rest, rest.GetCurrentNode(owner)!, open, isReachable) is { } edited
            ? document.WithSyntaxRoot(edited)
            : null;
    }

    private static ImmutableArray<StatementSyntax>? Inside(StatementSyntax owner) => owner switch
    {
        UsingStatementSyntax { Statement: BlockSyntax block } => [.. block.Statements],
        UsingStatementSyntax { Statement: var only } => [only],
        _ => Siblings.Of(owner) is { } siblings ? [.. siblings.Statements.Skip(siblings.Index + 1)] : null,
    };

    private static SyntaxNode? Edited(SyntaxNode root, StatementSyntax owner, InvocationExpressionSyntax open, bool isReachable)
    {
        var begin = ScopeMarkers.Statement(ScopeMarkers.Like(open, "Begin"));
        var end = isReachable ? Layout.Aligned(ScopeMarkers.Statement(ScopeMarkers.Like(open, "End")), owner.GetLeadingTrivia()) : null;
        switch (owner)
        {
            case UsingStatementSyntax { Statement: BlockSyntax { Statements.Count: > 0 } block }:
                return Unwrapped.InPlace(root, owner, block, begin, end);
            case UsingStatementSyntax scope when !Layout.Remarks(scope.WithoutTrivia()).Any():
                IEnumerable<StatementSyntax> only = scope.Statement is BlockSyntax ? [] : [scope.Statement.WithAdditionalAnnotations(Formatter.Annotation)];
                IEnumerable<StatementSyntax> last = end is null ? [] : [end.WithTrailingTrivia(owner.GetTrailingTrivia())];
                return UsingScope.Replace(root, owner, [begin.WithLeadingTrivia(owner.GetLeadingTrivia()), .. only, .. last]);
            case LocalDeclarationStatementSyntax when Siblings.Of(owner) is { } siblings:
                var statements = siblings.Statements.SetItem(siblings.Index, begin.WithTriviaFrom(owner).WithoutAnnotations(Formatter.Annotation));
                var count = statements.Length;
                while (count > siblings.Index + 1 && statements[count - 1] is LocalFunctionStatementSyntax)
                {
                    count--;
                }
                var next = siblings.Statements[count - 1].GetLastToken().GetNextToken(includeZeroWidth: true);
                return end is null ? siblings.With(root, statements)
                    : Layout.HasDirective(next.LeadingTrivia) ? null
                    : siblings.SplitWith(root, statements.SetItem(count - 1, statements[count - 1].WithTrailingTrivia(Layout.EndingLine(statements[count - 1].GetTrailingTrivia()))).Insert(count, end));
            default:
                return null;
        }
    }

    /// <summary>What is disposed in the scope would be disposed behind it; what awaits leaves the method.</summary>
    private static bool Forbids(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } || Hoist.Awaits(statement);

    /// <summary>Whether something between the jump and the end of the scope runs after the jump: it would run behind the End.</summary>
    private static bool PassesCode(StatementSyntax jump, StatementSyntax owner) => jump.Ancestors().TakeWhile(node => node != owner && node != owner.Parent).Any(node =>
        node is TryStatementSyntax { Finally: not null } or UsingStatementSyntax or LockStatementSyntax or CommonForEachStatementSyntax
        || node is BlockSyntax block && block.Statements.Any(Forbids));
}
