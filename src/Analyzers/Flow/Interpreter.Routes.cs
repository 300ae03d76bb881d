using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>Where control goes from the end of a block, and with an exception: the edges that Roslyn's graph does not have.</summary>
internal sealed partial class Interpreter
{
    private void Leave(Node node, ImmutableArray<PathState> paths)
    {
        var block = node.Block;
        if (block.ConditionalSuccessor is not { } conditional)
        {
            Follow(node, block.FallThroughSuccessor, EdgeKind.FallThrough, paths);
            return;
        }

        var (test, meaning) = (_body.Blocks[block.Ordinal].Test, _body.Blocks[block.Ordinal].Meaning);
        var whenTrue = Know(Assume(paths, test), meaning, value: true);
        var whenFalse = Know(Assume(paths, test?.Negated), meaning, value: false);
        var jumpsWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        Follow(node, conditional, EdgeKind.Conditional, jumpsWhenTrue ? whenTrue : whenFalse);
        Follow(node, block.FallThroughSuccessor, EdgeKind.FallThrough, jumpsWhenTrue ? whenFalse : whenTrue);
    }

    private static ImmutableArray<PathState> Know(ImmutableArray<PathState> paths, StateTest? meaning, bool value) => meaning is not { } test
        ? paths
        : [.. paths.Select(path => StateTransfer.Know(path, test, value)).Where(static path => path is not null).Select(static path => path!.Value)];

    /// <summary>What no other place of the body asks about is not learned: it could tell nothing apart.</summary>
    private ImmutableArray<PathState> Assume(ImmutableArray<PathState> paths, Test? test)
    {
        if (test is not { } assumed || !_liveness.IsCorrelated(assumed.Term))
        {
            return paths;
        }

        if (paths.Length == 1)
        {
            return paths[0].Facts.Assume(assumed) is { } known ? [paths[0] with { Facts = known }] : [];
        }

        return [.. paths.Select(path => (path, Facts: path.Facts.Assume(assumed))).Where(side => side.Facts is not null).Select(side => side.path with { Facts = side.Facts! })];
    }

    private void Follow(Node node, ControlFlowBranch? branch, EdgeKind kind, ImmutableArray<PathState> paths)
    {
        if (branch is null || paths.IsEmpty || DecidedBranch.IsNeverTaken(branch))
        {
            return;
        }

        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return:
                Enter(node, branch, done: 0, node.Continuation, kind, paths);
                break;
            case ControlFlowBranchSemantics.Rethrow:
                if (_sites.RethrowOf(branch) is { } rethrow)
                {
                    Observe(rethrow, paths);
                }

                Raise(node, paths);
                break;
            case ControlFlowBranchSemantics.Throw:
                Raise(node, paths);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when !node.IsInFilter && node.Continuation is { } continuation && IsIn(node.Block, continuation.Region):
                Resume(node, continuation, paths);
                break;
            default:
                break; // the end of a filter that says no, a program that ends, code that does not compile
        }
    }

    /// <summary>Runs the finally blocks that the branch still has to run, and goes to its destination after the last.</summary>
    private void Enter(Node node, ControlFlowBranch branch, int done, Continuation? outer, EdgeKind kind, ImmutableArray<PathState> paths)
    {
        if (done < branch.FinallyRegions.Length)
        {
            var region = branch.FinallyRegions[done];
            var first = _body.Graph.Blocks[region.FirstBlockOrdinal];
            Send(NodeOf(first, new Continuation(branch, done, region, Around(first, outer))), kind, paths);
        }
        else if (branch.Destination is { Kind: BasicBlockKind.Exit })
        {
            if (_isRecording)
            {
                _analysis.ObserveExit(_sites.OfExit(branch), paths, Returned(branch));
                foreach (var path in paths)
                {
                    _states.Leave(path);
                }
            }
        }
        else if (branch.Destination is { } destination && !IsHandlerEntry(node.Block, destination))
        {
            Send(NodeOf(destination, Around(destination, outer)), kind, paths);
        }
    }

    /// <summary>The constant that a return returns: [HoldsWhen] may speak of it.</summary>
    public static bool? Returned(ControlFlowBranch branch) =>
        branch is { Semantics: ControlFlowBranchSemantics.Return, Source.BranchValue.ConstantValue: { HasValue: true, Value: bool value } } ? value : null;

    /// <summary>Code that does not compile may jump out of a finally block: then nothing is pending any more.</summary>
    private static Continuation? Around(BasicBlock block, Continuation? continuation)
    {
        while (continuation is not null && !IsIn(block, continuation.Region))
        {
            continuation = continuation.Outer;
        }

        return continuation;
    }

    private void Resume(Node node, Continuation continuation, ImmutableArray<PathState> paths)
    {
        if (continuation.Branch is { } branch)
        {
            Enter(node, branch, continuation.Finally + 1, continuation.Outer, EdgeKind.Resume, paths);
        }
        else
        {
            Unwind(node.Block, continuation.Region.EnclosingRegion, continuation.Outer, paths);
        }
    }

    /// <summary>An exception is thrown. In a filter that is the end of it: the filter says no.</summary>
    private void Raise(Node node, ImmutableArray<PathState> paths)
    {
        if (paths.IsEmpty || node.IsInFilter)
        {
            return;
        }

        AskFilters(node.Block.EnclosingRegion, node.Continuation, paths);
        Unwind(node.Block, node.Block.EnclosingRegion, node.Continuation, paths);
    }

    /// <summary>Filters run where the exception is thrown: before any finally block on the way to them.</summary>
    private void AskFilters(ControlFlowRegion? region, Continuation? continuation, ImmutableArray<PathState> paths)
    {
        for (; region is not null; region = region.Outer())
        {
            if (region.Kind == ControlFlowRegionKind.Finally)
            {
                continuation = continuation?.Outer;
            }
            else if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } catching })
            {
                foreach (var handler in catching.NestedRegions.Where(handler => handler.Kind == ControlFlowRegionKind.FilterAndHandler))
                {
                    Send(NodeOf(_body.Graph.Blocks[handler.FirstBlockOrdinal], continuation), EdgeKind.Exceptional, paths);
                }

                if (AnyCatchesEverything(catching))
                {
                    return;
                }
            }
        }
    }

    /// <summary>
    /// An exception leaves the region outwards: into the handlers of the nearest try, and past them unless one catches everything; through a
    /// finally block, which goes on from where it ends.
    /// </summary>
    private void Unwind(BasicBlock from, ControlFlowRegion? region, Continuation? continuation, ImmutableArray<PathState> paths)
    {
        if (paths.IsEmpty)
        {
            return;
        }

        for (; region is not null; region = region.Outer())
        {
            if (region.Kind == ControlFlowRegionKind.Finally)
            {
                continuation = continuation?.Outer;
            }
            else if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndFinally } whole })
            {
                var handler = whole.NestedRegions[1];
                Send(NodeOf(_body.Graph.Blocks[handler.FirstBlockOrdinal], new Continuation(null, 0, handler, Around(_body.Graph.Blocks[handler.FirstBlockOrdinal], continuation))), EdgeKind.Exceptional, paths);
                return;
            }
            else if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } catching })
            {
                foreach (var handler in catching.NestedRegions.Skip(1).Select(handler => HandlerEntries(handler).Last()))
                {
                    Send(NodeOf(_body.Graph.Blocks[handler.FirstBlockOrdinal], continuation), EdgeKind.Exceptional, paths);
                }

                if (AnyCatchesEverything(catching))
                {
                    return;
                }
            }
        }

        if (_isRecording)
        {
            foreach (var path in paths)
            {
                _analysis.Throws.Add(path.Depth with { IsSilenced = false });
                if (path.Depth.Min > 0)
                {
                    _analysis.LeftOpenFrom.Add(from.Ordinal);
                }
            }
        }
    }

    /// <summary>
    /// Implicit exceptions (null, range, overflow, cast) are no events, but a handler of a try that has no other still runs: it is entered
    /// as the try is.
    /// </summary>
    private bool EnterUnreachedHandlers()
    {
        foreach (var node in _byId.ToList())
        {
            for (var region = node.Block.EnclosingRegion; region is not null; region = region.Outer())
            {
                if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } catching }
                    || !IsFirstIn(node, region))
                {
                    continue;
                }

                foreach (var handler in catching.NestedRegions.Skip(1).SelectMany(HandlerEntries))
                {
                    if (_nodes.ContainsKey((handler.FirstBlockOrdinal, node.Continuation)))
                    {
                        continue;
                    }

                    Propagate(node, NodeOf(_body.Graph.Blocks[handler.FirstBlockOrdinal], node.Continuation), EdgeKind.Exceptional, Enter(node));
                }
            }
        }

        return _pending.Count > 0;
    }

    /// <summary>What stands at the start of a try may be unreachable.</summary>
    private bool IsFirstIn(Node node, ControlFlowRegion region) =>
        !(node.Continuation is { } inner && IsInside(inner.Region, region))
        && !_byId.Any(other => other.Block.Ordinal < node.Block.Ordinal && IsIn(other.Block, region) && Equals(other.Continuation, node.Continuation));

    /// <summary>A handler with a filter is entered at both: the filter's own branch to its handler adds nothing.</summary>
    public static IEnumerable<ControlFlowRegion> HandlerEntries(ControlFlowRegion handler) =>
        handler.Kind == ControlFlowRegionKind.FilterAndHandler ? handler.NestedRegions : [handler];

    private static bool AnyCatchesEverything(ControlFlowRegion catching)
    {
        foreach (var handler in catching.NestedRegions)
        {
            if (CatchesEverything(handler))
            {
                return true;
            }
        }

        return false;
    }

    public static bool CatchesEverything(ControlFlowRegion handler) =>
        handler.Kind == ControlFlowRegionKind.Catch
        && (handler.ExceptionType is null or { SpecialType: SpecialType.System_Object }
            || handler.ExceptionType is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static bool IsHandlerEntry(BasicBlock from, BasicBlock to) =>
        from.EnclosingRegion.Kind == ControlFlowRegionKind.Filter && to.EnclosingRegion != from.EnclosingRegion;

    private static bool IsInside(ControlFlowRegion inner, ControlFlowRegion outer)
    {
        for (ControlFlowRegion? region = inner; region is not null; region = region.Outer())
        {
            if (region == outer)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(BasicBlock block, ControlFlowRegion region) =>
        region.FirstBlockOrdinal <= block.Ordinal && block.Ordinal <= region.LastBlockOrdinal;
}
