using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NoInstr.Analyzers.Flow;

/// <summary>Where control may go in a graph, whatever the state: for what asks only whether something can be reached.</summary>
internal static class GraphEdges
{
    /// <summary>Where control may go from the end of each block, through finally blocks too.</summary>
    public static List<int>[] Successors(ControlFlowGraph graph)
    {
        var successors = graph.Blocks.Select(_ => new List<int>()).ToArray();
        foreach (var block in graph.Blocks)
        {
            foreach (var branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                if (!block.IsReachable || branch?.Destination is not { } destination || DecidedBranch.IsNeverTaken(branch))
                {
                    continue;
                }

                var last = block.Ordinal;
                foreach (var region in branch.FinallyRegions)
                {
                    successors[last].Add(region.FirstBlockOrdinal);
                    last = region.LastBlockOrdinal;
                }

                successors[last].Add(destination.Ordinal);
            }
        }

        return successors;
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
