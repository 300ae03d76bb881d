using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// The regions of one graph. Roslyn's regions of a lambda or local function go on into those around it: but there the function is made, and
/// no try, handler or filter around that place is around what it does when it runs.
/// </summary>
internal static class GraphRegions
{
    /// <summary>The next region outwards in the same graph.</summary>
    public static ControlFlowRegion? Outer(this ControlFlowRegion region) => region.Kind == ControlFlowRegionKind.Root ? null : region.EnclosingRegion;
}
