using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 205 and 206 in noinstr bodies: advice about a scope that is opened and closed as it should be. One that is not has a finding already.
/// </summary>
internal static class ScopeUseRules
{
    public static Finding? Judge(ISymbol root, Analysis analysis, Observation opened, Func<ISymbol, Summary> summaries)
    {
        if (ExtentOf(analysis, opened) is not { } extent)
        {
            return null;
        }

        return JudgeIdle(root, analysis, extent, opened, summaries)
            ?? (extent.LeftByExceptionFrom.Overlaps(analysis.LeftOpenFrom)
                ? new Finding(Catalogue.ScopeLeftByException, opened.Site.At, Names.Of(root))
                : null);
    }

    /// <summary>In a local function: an exception that leaves it may be handled by the body around it, so only 205.</summary>
    public static Finding? JudgeLocal(ISymbol root, Analysis analysis, Observation opened, Func<ISymbol, Summary> summaries) =>
        ExtentOf(analysis, opened) is { } extent ? JudgeIdle(root, analysis, extent, opened, summaries) : null;

    private static ScopeExtent? ExtentOf(Analysis analysis, Observation opened)
    {
        if (opened.Paths.Any(path => path.Depth != Depth.Zero))
        {
            return null; // an inner scope, or one whose depth is in doubt, has findings of its own
        }

        var extent = ScopeExtent.Of(analysis.Body, (ScopeEvent)opened.Event);
        return extent.IsNested || IsInDoubt(analysis, extent) ? null : extent;
    }

    /// <summary>Returned with, or of a depth that differs where paths meet: not closed as it should be, and reported there.</summary>
    private static bool IsInDoubt(Analysis analysis, ScopeExtent extent) =>
        analysis.Conflicts.Count > 0
        || (extent.IsLeftByReturn && analysis.Exits.Any(exit => exit.Paths.Any(path => path.Depth != Depth.Zero)));

    private static Finding? JudgeIdle(ISymbol root, Analysis analysis, ScopeExtent extent, Observation opened, Func<ISymbol, Summary> summaries) =>
        analysis.Body.HidesCode || extent.Events.Any(happened => MayNeedScope(happened, summaries))
            ? null
            : new Finding(Catalogue.IdleScope, opened.Site.At, Names.Of(root), "nothing inside is instrumentable", "Remove it");

    /// <summary>What leaves the region by itself, or somewhere in what it expands to; an expansion that changes the depth, or that hides code.</summary>
    private static bool MayNeedScope(Event happened, Func<ISymbol, Summary> summaries) => happened switch
    {
        CallEvent { Target: { IsExpanded: true, Unit: { } unit } } =>
            summaries(unit) is var summary && (summary.HidesCode || !summary.Points.IsEmpty || summary.Outcomes.Any(outcome => outcome.Net != Depth.Zero)),
        CallEvent { Target.Kind: TargetKind.Leaves or TargetKind.Indirect } or AllocationEvent or ThrowEvent or UnknownEvent => true,
        _ => false,
    };
}
