using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.States;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>Where the scope of a Begin could end, if it ended in one place.</summary>
internal sealed class StretchPlanner(SemanticModel model)
{
    /// <summary>
    /// For a pair that is as it should be: it ends where the last End in the list of the Begin stands, or the one statement that has the Ends in it. Every other End must be
    /// one after which nothing happens before the scope is left.
    /// </summary>
    public Stretch? OfSoundPair(InvocationExpressionSyntax opener)
    {
        if (ScopePair.Of(opener, model) is not { Opener: { } begin, Closers: var closers } || Siblings.Of(begin) is not { } siblings)
        {
            return null;
        }
        if (closers.IsEmpty)
        {
            return siblings.Index + 1 < siblings.Statements.Length ? new Stretch(begin, Last: null, closers) : null;
        }
        return Bounded(siblings, closers) is { Last: { } last } stretch && closers.All(closer => IsLastThing(closer, siblings, last)) ? stretch : null;
    }

    /// <summary>For one that is not: each place where it could end; the analyzer chooses.</summary>
    public IEnumerable<Stretch> OfBrokenPair(InvocationExpressionSyntax opener, StatementSyntax? unmatched)
    {
        if (ScopePair.Of(opener, model) is not { Opener: { } begin, Closers: var closers } || Siblings.Of(begin) is not { } siblings)
        {
            return [];
        }
        ImmutableArray<StatementSyntax> all = unmatched is null ? closers : [.. closers.Add(unmatched).Distinct()];
        var toTheEnd = siblings.Index + 1 < siblings.Statements.Length ? new Stretch(begin, Last: null, all) : null;
        return new[] { Bounded(siblings, closers) is { } bounded ? bounded with { Closers = all } : null, toTheEnd }.OfType<Stretch>();
    }

    /// <summary>The statement in front of the last End of the list, or the last one that an End is in. Null where the Ends are elsewhere, or nothing is inside.</summary>
    private static Stretch? Bounded(Siblings siblings, ImmutableArray<StatementSyntax> closers)
    {
        for (var index = siblings.Statements.Length - 1; index > siblings.Index; index--)
        {
            var statement = siblings.Statements[index];
            if (closers.Contains(statement))
            {
                return index - 1 > siblings.Index ? new Stretch(siblings.Statements[siblings.Index], siblings.Statements[index - 1], closers) : null;
            }
            if (closers.Any(closer => statement.Span.Contains(closer.Span)))
            {
                return new Stretch(siblings.Statements[siblings.Index], statement, closers);
            }
        }
        return null;
    }

    private bool IsLastThing(StatementSyntax closer, Siblings siblings, StatementSyntax last)
    {
        var lastIndex = siblings.Statements.IndexOf(last);
        var own = siblings.Statements.IndexOf(closer);
        if (own >= 0)
        {
            return own == lastIndex + 1;
        }
        var around = siblings.Statements.FirstOrDefault(statement => statement.Span.Contains(closer.Span));
        return around is not null
            && siblings.Statements.IndexOf(around) is var index && index > siblings.Index && index <= lastIndex
            && (IsBeforeJump(closer, around) || around == last && IsTail(closer, last));
    }

    /// <summary><c>End(); return value;</c>: the value is at hand, and the jump leads out.</summary>
    private bool IsBeforeJump(StatementSyntax closer, StatementSyntax around) =>
        StatementLists.Around(closer) is { } list
        && list.IndexOf(closer) + 1 is var next && next < list.Count
        && (list[next] is ReturnStatementSyntax @return
            ? @return.Expression is null || AtHand.Is(@return.Expression, model)
            : list[next] is BreakStatementSyntax or ContinueStatementSyntax && Jumps.Leaves(list[next], around))
        && !PassesCode(list[next], around);

    /// <summary>Whether something runs on the way out: it has been outside of the scope, and would be inside.</summary>
    private static bool PassesCode(StatementSyntax jump, StatementSyntax around) => jump.Ancestors().TakeWhile(node => node != around.Parent).Any(node =>
        node is TryStatementSyntax { Finally: not null } or UsingStatementSyntax or LockStatementSyntax);

    private static bool IsTail(StatementSyntax closer, StatementSyntax last)
    {
        for (SyntaxNode node = closer; node != last; node = node.Parent!)
        {
            var isTail = node.Parent switch
            {
                BlockSyntax block => block.Statements.Last() == node,
                SwitchSectionSyntax section => section.Statements.Last() == node
                    || section.Statements.Last() is BreakStatementSyntax && section.Statements.IndexOf((StatementSyntax)node) == section.Statements.Count - 2,
                TryStatementSyntax { Finally: { } @finally } => node == @finally,
                IfStatementSyntax or ElseClauseSyntax or SwitchStatementSyntax or TryStatementSyntax or CatchClauseSyntax or FinallyClauseSyntax => true,
                _ => false,
            };
            if (!isTail)
            {
                return false;
            }
        }
        return true;
    }
}
