using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What may run while a scope is open: everything that can be reached from where it opens before it ends, whatever conditions say. Only
/// reachability, no state: it serves advice about a scope whose depths have been verified.
/// </summary>
internal sealed class ScopeExtent
{
    private readonly ScopeExtents _of;
    private readonly HashSet<(int Block, bool IsUnwinding)> _seen = [];
    private readonly Stack<(int Block, bool IsUnwinding)> _pending = new();
    private readonly List<Event> _events = [];

    /// <param name="opening">Opens the scope, or is a call of code that counts as part of the body: that may have left it open when it returns, or only when it throws.</param>
    public ScopeExtent(ScopeExtents of, Event opening)
    {
        _of = of;
        var called = of.SummaryOf(opening);
        if (called is { MayThrowWithScopeOpen: false, Net: not > 0 } || of.PlaceOf(opening) is not var (block, index))
        {
            return;
        }

        if (called is { MayThrowWithScopeOpen: true })
        {
            Raise(block.Graph, block.Graph.EnclosingRegion);
        }

        if (called is null or { Net: > 0 })
        {
            Run(block, index + 1, isUnwinding: false);
        }

        while (_pending.Count > 0)
        {
            var (ordinal, isUnwinding) = _pending.Pop();
            Run(of.Body.Blocks[ordinal], 0, isUnwinding);
        }
    }

    public IReadOnlyList<Event> Events => _events;

    /// <summary>Another scope is opened inside: what runs belongs to both.</summary>
    public bool IsNested { get; private set; }

    /// <summary>The blocks that an exception may leave the body from before the scope ends.</summary>
    public HashSet<int> LeftByExceptionFrom { get; } = [];

    /// <summary>The body returns before the scope ends, as far as reachability can say: conditions may know better.</summary>
    public bool IsLeftByReturn { get; private set; }

    private void Run(Block block, int first, bool isUnwinding)
    {
        IsLeftByReturn |= block.Graph.Kind == BasicBlockKind.Exit;
        for (var i = first; i < block.Events.Length; i++)
        {
            var happened = block.Events[i];
            if (happened is ScopeEvent scope)
            {
                IsNested |= scope.Opens;
                return;
            }

            if (happened is UnreachableEvent)
            {
                return;
            }

            _events.Add(happened);
            var called = _of.SummaryOf(happened);
            if (called is null ? happened.CanThrow : called.Throws.Any(static thrown => thrown.Max >= 0))
            {
                Raise(block.Graph, block.Graph.EnclosingRegion);
            }

            if (happened is CallEvent { NeverReturns: true })
            {
                return;
            }

            if (called is { Net: { } net and not 0 })
            {
                IsNested |= net > 0;
                return;
            }
        }

        var branch = block.Graph.FallThroughSuccessor;
        if (branch is { Semantics: ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow })
        {
            Raise(block.Graph, block.Graph.EnclosingRegion);
        }
        else if (branch is { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling } && isUnwinding)
        {
            Raise(block.Graph, FinallyAround(block.Graph.EnclosingRegion)?.Outer());
        }

        foreach (var next in _of.SuccessorsOf(block))
        {
            Go(next, isUnwinding);
        }
    }

    private static ControlFlowRegion? FinallyAround(ControlFlowRegion? region)
    {
        while (region is not null && region.Kind != ControlFlowRegionKind.Finally)
        {
            region = region.Outer();
        }

        return region;
    }

    private void Raise(BasicBlock from, ControlFlowRegion? region)
    {
        for (; region is not null; region = region.Outer())
        {
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
            {
                continue;
            }

            foreach (var entry in whole.NestedRegions.Skip(1).SelectMany(Interpreter.HandlerEntries))
            {
                Go(entry.FirstBlockOrdinal, whole.Kind == ControlFlowRegionKind.TryAndFinally);
            }

            if (whole.Kind == ControlFlowRegionKind.TryAndFinally || whole.NestedRegions.Skip(1).Any(Interpreter.CatchesEverything))
            {
                return;
            }
        }

        LeftByExceptionFrom.Add(from.Ordinal);
    }

    private void Go(int block, bool isUnwinding)
    {
        if (_seen.Add((block, isUnwinding)))
        {
            _pending.Push((block, isUnwinding));
        }
    }
}
