using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// A body where every block has one depth, whichever way leads there: no try, and scopes that are closed before paths meet. That is most of the
/// code there is, and it needs no fixpoint: one walk finds the depths, and a second way into a block confirms them. The events, and what is
/// recorded of them, are those of the <see cref="Interpreter"/>, which is asked as soon as a depth differs.
/// </summary>
internal sealed class StraightWalk
{
    private readonly Body _body;
    private readonly Func<ISymbol, Summary> _summaries;
    private readonly bool _isRelative;
    private readonly Sites _sites;
    private readonly Analysis _analysis;
    private readonly Depth?[] _depths;
    private readonly bool[] _isPending;
    private int _pending;
    private bool _isStraight = true;

    private StraightWalk(Body body, bool isRelative, Func<ISymbol, Summary> summaries)
    {
        _body = body;
        _summaries = summaries;
        _isRelative = isRelative;
        _sites = new Sites(body);
        _analysis = new Analysis(body);
        _depths = new Depth?[body.Blocks.Length];
        _isPending = new bool[body.Blocks.Length];
    }

    /// <summary>Null for a body that needs the fixpoint.</summary>
    public static Analysis? Analyze(Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries)
    {
        var isCorrelated = Liveness.HasCorrelation(body, callerKnowsParameters: isRelative);
        if (HasTry(body.Graph.Root) || (isCorrelated && (isRelative || CallsLocalFunction(body))))
        {
            return null;
        }

        var walk = new StraightWalk(body, isRelative, summaries);
        return walk.Run(entry) && (!isCorrelated || walk.IsBeyondExcuse()) ? walk._analysis : null;
    }

    private static bool HasTry(ControlFlowRegion region)
    {
        foreach (var nested in region.NestedRegions)
        {
            if (nested.Kind is ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally || HasTry(nested))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CallsLocalFunction(Body body)
    {
        foreach (var block in body.Blocks)
        {
            foreach (var happened in block.Events)
            {
                if (happened is CallEvent { Target.Kind: TargetKind.LocalFunction })
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Conditions that tell each other something rule some of the paths out that were walked. It does not matter which, where no path does
    /// anything that a rule could object to. Advice about a scope may then count an exception that only a path throws which does not exist.
    /// </summary>
    private bool IsBeyondExcuse() =>
        _analysis.Exits.All(static exit => exit.Paths.All(static path => path.Depth.Max <= 0))
        && !_analysis.Observations.Any(static observation =>
            PointKinds.Of(observation.Event) is { } kind && observation.Paths.Any(path => kind.MayOffend(path.Depth)));

    private bool Run(Depth entry)
    {
        Reach(0, entry);
        while (_isStraight && _pending > 0)
        {
            for (var ordinal = 0; _isStraight && ordinal < _isPending.Length; ordinal++)
            {
                if (_isPending[ordinal])
                {
                    _isPending[ordinal] = false;
                    _pending--;
                    Walk(_body.Blocks[ordinal], _depths[ordinal]!.Value);
                }
            }
        }

        return _isStraight;
    }

    private void Reach(int ordinal, Depth depth)
    {
        if (_depths[ordinal] is { } known)
        {
            _isStraight &= known == depth;
            return;
        }

        _depths[ordinal] = depth;
        _isPending[ordinal] = true;
        _pending++;
    }

    private void Walk(Block block, Depth depth)
    {
        _analysis.Visits++;
        foreach (var happened in block.Events)
        {
            if (!Completes(block, happened, ref depth))
            {
                return;
            }
        }

        Leave(block, block.Graph.ConditionalSuccessor, depth);
        Leave(block, block.Graph.FallThroughSuccessor, depth);
    }

    private void Leave(Block block, ControlFlowBranch? branch, Depth depth)
    {
        if (branch is null || DecidedBranch.IsNeverTaken(branch))
        {
            return;
        }

        if (branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
        {
            Throws(block, depth);
        }
        else if (branch.Destination is { Kind: BasicBlockKind.Exit })
        {
            _analysis.ObserveExit(_sites.OfExit(branch), [new PathState(Facts.None, depth)]);
        }
        else if (branch is { Semantics: ControlFlowBranchSemantics.Regular, Destination: { } destination })
        {
            Reach(destination.Ordinal, depth);
        }
    }

    /// <summary>Records the event; whether control goes on behind it, at the new depth.</summary>
    private bool Completes(Block block, Event happened, ref Depth depth)
    {
        switch (happened)
        {
            case WriteEvent:
                return true;
            case UnreachableEvent:
                return false;
            case CallEvent { Target.IsExpanded: true } call:
                return Expand(block, call, ref depth) && !call.NeverReturns;
        }

        _analysis.Observe(happened, null, new PathState(Facts.None, depth));
        if (happened is ScopeEvent scope)
        {
            depth = Shift(depth, scope.Opens ? Depth.One : Depth.MinusOne);
        }

        if (happened.CanThrow)
        {
            Throws(block, depth);
        }

        return happened is not CallEvent { NeverReturns: true };
    }

    private bool Expand(Block block, CallEvent call, ref Depth depth)
    {
        var summary = _summaries(call.Target.Unit!);
        foreach (var net in summary.Throws)
        {
            Throws(block, Shift(depth, net));
        }

        if (call.Target.Kind == TargetKind.LocalFunction)
        {
            _analysis.LocalEntries.Add((call.Target.Method!, depth));
        }

        if (call.Target.Kind != TargetKind.LocalFunction || _isRelative)
        {
            foreach (var point in summary.Points)
            {
                if (call.Assume(Facts.None, point.When) is { } facts)
                {
                    _analysis.Observe(call, point, new PathState(facts, depth.Shift(point.Depth) with { IsSilenced = depth.IsSilenced }));
                    _isStraight &= !_isRelative || facts.Count == 0;
                }
            }
        }

        return ApplyOutcome(call, summary, ref depth);
    }

    /// <summary>The one way to return that the constants among the arguments leave; where they leave several, conditions have to tell.</summary>
    private bool ApplyOutcome(CallEvent call, Summary summary, ref Depth depth)
    {
        Depth? net = null;
        foreach (var outcome in summary.Outcomes)
        {
            if (call.Assume(Facts.None, outcome.When) is { } facts)
            {
                _isStraight &= net is null && facts.Count == 0;
                net = outcome.Net;
            }
        }

        _isStraight &= summary.Conflicts.IsEmpty;
        depth = net is { } by ? Shift(depth, by) : depth;
        return net is not null;
    }

    private Depth Shift(Depth depth, Depth by) => _isRelative ? depth.Shift(by) : depth.Shift(by).AtLeastZero();

    private void Throws(Block block, Depth depth)
    {
        _analysis.Throws.Add(depth with { IsSilenced = false });
        if (depth.Min > 0)
        {
            _analysis.LeftOpenFrom.Add(block.Graph.Ordinal);
        }
    }
}
