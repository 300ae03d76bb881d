using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 205 and 206 in noinstr bodies: advice about a scope that is opened and closed as it should be. One that is not has a finding already. A scope
/// that an always-inline helper opens is shown at the call.
/// </summary>
internal static class ScopeUseRules
{
    public static bool OpensScope(Observation observation) => observation.Event is ScopeEvent { Opens: true };

    /// <param name="leftOpenFrom">The blocks that an exception leaves the body from with a scope open, if it then leaves the root, too.</param>
    public static Finding? Judge(ISymbol root, Analysis analysis, Observation opened, ScopeExtents extents, HashSet<int> leftOpenFrom)
    {
        if (opened.Paths.Exists(static path => path.Depth != Depth.Zero))
        {
            return null; // an inner scope, or one whose depth is in doubt, has findings of its own
        }

        var extent = extents.Of(opened.Site);
        if (extent.IsNested || IsInDoubt(analysis, extent))
        {
            return null;
        }

        // What else a helper is for is not known: it is not idle because of its scope.
        return opened.Inner is null && IsIdle(analysis, extent, extents)
            ? new Finding(Catalogue.IdleScope, opened.Site.At, Names.Of(root), "nothing inside is instrumentable", "Remove it")
            : extent.LeftByExceptionFrom.Overlaps(leftOpenFrom)
            ? new Finding(Catalogue.ScopeLeftByException, opened.Site.At, Names.Of(root)) { Additional = Wording.Additional(opened) }
            : null;
    }

    /// <summary>The local functions that are called where an exception that leaves them with a scope open leaves the root.</summary>
    public static HashSet<ISymbol> EscapedFrom(Analysis root, IReadOnlyCollection<Analysis> functions, Func<ISymbol, Summary> summaries)
    {
        var escaped = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<Analysis>([root]);
        while (pending.Count > 0)
        {
            var caller = pending.Pop();
            var extents = new ScopeExtents(caller.Body, summaries);
            foreach (var call in caller.Body.Calls.Where(call => call.Target.Kind == TargetKind.LocalFunction))
            {
                if (caller.Conflicts.Count == 0
                    && extents.Of(call).LeftByExceptionFrom.Overlaps(caller.LeftOpenFrom)
                    && escaped.Add(call.Target.Method!)
                    && functions.FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Body.Owner, call.Target.Method)) is { } next)
                {
                    pending.Push(next);
                }
            }
        }

        return escaped;
    }

    /// <summary>Returned with, or of a depth that differs where paths meet: not closed as it should be, and reported there.</summary>
    private static bool IsInDoubt(Analysis analysis, ScopeExtent extent) =>
        analysis.Conflicts.Count > 0
        || (extent.IsLeftByReturn && analysis.Exits.Exists(static exit => exit.Paths.Exists(static path => path.Depth != Depth.Zero)));

    private static bool IsIdle(Analysis analysis, ScopeExtent extent, ScopeExtents extents) =>
        !analysis.Body.HidesCode && !extent.Events.Any(happened => MayNeedScope(happened, extents));

    /// <summary>What leaves the region by itself, or somewhere in what it expands to; an expansion that changes the depth, or that hides code.</summary>
    private static bool MayNeedScope(Event happened, ScopeExtents extents) => happened switch
    {
        CallEvent { Target.IsExpanded: true } when extents.SummaryOf(happened) is { } summary =>
            summary.HidesCode || !summary.Points.IsEmpty || summary.Outcomes.Any(static outcome => outcome.Net != Depth.Zero),
        CallEvent { Target.Kind: TargetKind.Leaves or TargetKind.Indirect } or AllocationEvent or ThrowEvent or UnknownEvent => true,
        _ => false,
    };
}
