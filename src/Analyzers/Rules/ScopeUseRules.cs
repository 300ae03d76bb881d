using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>205 and 206: advice about a scope that is opened and closed as it should be.</summary>
internal static class ScopeUseRules
{
    public static Finding? Judge(ISymbol root, Analysis analysis, Observation opened, Func<ISymbol, Summary> summaries)
    {
        if (opened.Paths.Any(path => path.Depth != Depth.Zero))
        {
            return null; // an inner scope, or one whose depth is in doubt, has findings of its own
        }

        var extent = ScopeExtent.Of(analysis.Body, (ScopeEvent)opened.Event);
        if (extent.IsNested)
        {
            return null;
        }

        if (!extent.Events.Any(happened => MayNeedScope(happened, summaries)))
        {
            return new Finding(Catalogue.IdleScope, opened.Site.At, Names.Of(root), "nothing inside is instrumentable", "Remove it");
        }

        return extent.IsLeftByException && analysis.Throws.Any(depth => depth.Min > 0)
            ? new Finding(Catalogue.ScopeLeftByException, opened.Site.At, Names.Of(root))
            : null;
    }

    /// <summary>What leaves the region by itself, or somewhere in what it expands to; and an expansion that changes the depth.</summary>
    private static bool MayNeedScope(Event happened, Func<ISymbol, Summary> summaries) => happened switch
    {
        CallEvent { Target: { IsExpanded: true, Unit: { } unit } } =>
            summaries(unit) is var summary && (!summary.Points.IsEmpty || summary.Outcomes.Any(outcome => outcome.Net != Depth.Zero)),
        CallEvent { Target.Kind: TargetKind.Leaves or TargetKind.Indirect } or AllocationEvent or ThrowEvent or UnknownEvent => true,
        _ => false,
    };
}
