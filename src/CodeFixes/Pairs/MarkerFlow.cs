using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>
/// Which markers of a body close which: a scope that one opens ends at the marker that a path leads to with every scope in between closed again. Conditions
/// are not looked at, so this may name too many; the analyzer has the last word on what an edit makes of it.
/// </summary>
internal sealed class MarkerFlow
{
    /// <summary>A loop that opens one scope after the other has no deepest one.</summary>
    private const int Deepest = 8;

    private readonly ImmutableArray<ImmutableArray<Marker>> _markers;
    private readonly List<int>[] _successors;
    private readonly List<int>[] _handlers;
    private readonly Dictionary<SyntaxNode, HashSet<SyntaxNode>> _closers = [];

    private MarkerFlow(ControlFlowGraph graph)
    {
        _markers = [.. graph.Blocks.Select(MarkersOf)];
        _successors = Successors(graph);
        _handlers = [.. graph.Blocks.Select(HandlersOf)];
        for (var block = 0; block < _markers.Length; block++)
        {
            for (var index = 0; index < _markers[block].Length; index++)
            {
                if (_markers[block][index].Opens)
                {
                    _closers[_markers[block][index].Syntax] = Walk(block, index);
                }
            }
        }
    }

    private readonly record struct Marker(SyntaxNode Syntax, bool Opens);

    /// <summary>By the call that opens a scope: the calls that close it. The Dispose of a <c>using</c> is its declaration or expression.</summary>
    public IReadOnlyDictionary<SyntaxNode, HashSet<SyntaxNode>> Closers => _closers;

    /// <summary>Of the function around the node; null where it has no body.</summary>
    public static MarkerFlow? Around(SyntaxNode node, SemanticModel model) => BodyGraph.Around(node, model) is { } graph ? new MarkerFlow(graph) : null;

    private static ImmutableArray<Marker> MarkersOf(BasicBlock block) =>
    [
        .. BodyGraph.OperationsOf(block)
            .SelectMany(operation => operation.DescendantsAndSelf())
            .OfType<IInvocationOperation>()
            .Where(call => ScopeMarkers.IsMarker(call.TargetMethod))
            .Select(call => new Marker(call.Syntax, call.TargetMethod.Name is "Begin" or "Open")),
    ];

    private HashSet<SyntaxNode> Walk(int start, int opener)
    {
        var found = new HashSet<SyntaxNode>();
        var seen = new HashSet<(int Block, int Depth)>();
        var pending = new Stack<(int Block, int First, int Depth)>([(start, opener + 1, 1)]);
        while (pending.Count > 0)
        {
            var (block, first, depth) = pending.Pop();
            Go(_handlers[block], depth);
            for (var index = first; index < _markers[block].Length && depth > 0; index++)
            {
                depth += _markers[block][index].Opens ? 1 : -1;
                if (depth == 0)
                {
                    found.Add(_markers[block][index].Syntax);
                }
                else
                {
                    Go(_handlers[block], depth);
                }
            }
            if (depth > 0)
            {
                Go(_successors[block], depth);
            }
        }
        return found;

        void Go(List<int> blocks, int depth)
        {
            foreach (var block in blocks.Where(block => depth <= Deepest && seen.Add((block, depth))))
            {
                pending.Push((block, 0, depth));
            }
        }
    }

    /// <summary>Where control may go from the end of each block, through finally blocks too.</summary>
    private static List<int>[] Successors(ControlFlowGraph graph)
    {
        var successors = graph.Blocks.Select(_ => new List<int>()).ToArray();
        foreach (var block in graph.Blocks.Where(block => block.IsReachable))
        {
            foreach (var branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                if (branch?.Destination is not { } destination)
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
    private static List<int> HandlersOf(BasicBlock block)
    {
        var handlers = new List<int>();
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
            {
                handlers.AddRange(whole.NestedRegions.Skip(1).Select(handler => handler.FirstBlockOrdinal));
            }
        }
        return handlers;
    }
}
