using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NoInstr.Analyzers.Flow;

/// <summary>Where control may go in a graph, whatever the state: for what asks only whether something can be reached.</summary>
internal static class GraphEdges
{
    /// <summary>Where control may go from the end of each block, through finally blocks too.</summary>
    public static List<int>[] Successors(ControlFlowGraph graph)
    {
        var successors = new List<int>[graph.Blocks.Length];
        for (var ordinal = 0; ordinal < successors.Length; ordinal++)
        {
            successors[ordinal] = new(2);
        }

        foreach (var block in graph.Blocks)
        {
            if (block.IsReachable)
            {
                AddTo(successors, block.Ordinal, block.ConditionalSuccessor);
                AddTo(successors, block.Ordinal, block.FallThroughSuccessor);
            }
        }

        return successors;
    }

    private static void AddTo(List<int>[] successors, int last, ControlFlowBranch? branch)
    {
        if (branch?.Destination is not { } destination || DecidedBranch.IsNeverTaken(branch))
        {
            return;
        }

        foreach (var region in branch.FinallyRegions)
        {
            successors[last].Add(region.FirstBlockOrdinal);
            last = region.LastBlockOrdinal;
        }

        successors[last].Add(destination.Ordinal);
    }

    /// <summary>Where an exception may go from anywhere in the block: every handler around it.</summary>
    public static List<int> HandlersOf(BasicBlock block)
    {
        var handlers = new List<int>();
        for (var region = block.EnclosingRegion; region is not null; region = region.Outer())
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
            {
                handlers.AddRange(whole.NestedRegions.Skip(1).SelectMany(Interpreter.HandlerEntries).Select(entry => entry.FirstBlockOrdinal));
            }
        }

        return handlers;
    }
}
