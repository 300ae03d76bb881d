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
    private readonly StateTransfer _states;
    private readonly PathState?[] _paths;
    private readonly bool[] _isPending;
    private int _pending;
    private bool _isStraight = true;
    private bool _goesBack;

    private StraightWalk(Body body, bool isRelative, Func<ISymbol, Summary> summaries)
    {
        _body = body;
        _summaries = summaries;
        _isRelative = isRelative;
        _sites = new Sites(body);
        _analysis = new Analysis(body);
        _states = new StateTransfer(body, _analysis, isRelative) { IsRecording = true, Faults = { SettlesAtOnce = true } };
        _paths = new PathState?[body.Blocks.Length];
        _isPending = new bool[body.Blocks.Length];
    }

    /// <summary>Null for a body that needs the fixpoint.</summary>
    public static Analysis? Analyze(Body body, Depth entry, bool isRelative, bool isForCallers, Func<ISymbol, Summary> summaries)
    {
        var isCorrelated = Liveness.HasCorrelation(body, callerKnowsParameters: isForCallers);
        if (HasTry(body.Graph.Root) || (isCorrelated && (isForCallers || NeedsEveryPath(body))))
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

    /// <summary>What it does to local functions, and to entry states, cannot be excused afterwards.</summary>
    private static bool NeedsEveryPath(Body body)
    {
        if (!body.ScopeStates.IsEmpty || body.States.IsProven)
        {
            return true;
        }

        foreach (var block in body.Blocks)
        {
            foreach (var happened in block.Events)
            {
                if (happened is TokenEvent or CallEvent { Target.Kind: TargetKind.LocalFunction } or CallEvent { Target: { HasStateSummary: true } or { States.IsEmpty: false } })
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
        Reach(-1, 0, new PathState(Facts.None, entry, EntryStates.Of(_body.States)));
        while (_isStraight && _pending > 0)
        {
            for (var ordinal = 0; _isStraight && ordinal < _isPending.Length; ordinal++)
            {
                if (_isPending[ordinal])
                {
                    _isPending[ordinal] = false;
                    _pending--;
                    Walk(_body.Blocks[ordinal], _paths[ordinal]!.Value);
                }
            }
        }

        // Around a loop, mistakes with entry states hide each other.
        return _isStraight && !(_goesBack && !_states.Faults.IsEmpty);
    }

    private void Reach(int from, int ordinal, PathState path)
    {
        _goesBack |= ordinal <= from;
        if (_paths[ordinal] is { } known)
        {
            _isStraight &= known.HasSameState(path);
            return;
        }

        _paths[ordinal] = path;
        _isPending[ordinal] = true;
        _pending++;
    }

    private void Walk(Block block, PathState path)
    {
        _analysis.Visits++;
        foreach (var happened in block.Events)
        {
            if (!Completes(block, happened, ref path))
            {
                return;
            }
        }

        if (block.Graph.ConditionalSuccessor is not { } conditional)
        {
            Leave(block, block.Graph.FallThroughSuccessor, path);
            return;
        }

        var jumpsWhenTrue = block.Graph.ConditionKind == ControlFlowConditionKind.WhenTrue;
        Leave(block, conditional, Know(block, path, jumpsWhenTrue));
        Leave(block, block.Graph.FallThroughSuccessor, Know(block, path, !jumpsWhenTrue));
    }

    private static PathState? Know(Block block, PathState path, bool value) => block.Meaning is { } meaning ? StateTransfer.Know(path, meaning, value) : path;

    private void Leave(Block block, ControlFlowBranch? branch, PathState? left)
    {
        if (branch is null || left is not { } path || DecidedBranch.IsNeverTaken(branch))
        {
            return;
        }

        if (branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
        {
            Throws(block, path.Depth);
        }
        else if (branch.Destination is { Kind: BasicBlockKind.Exit })
        {
            _analysis.ObserveExit(_sites.OfExit(branch), [path], Interpreter.Returned(branch));
            _states.Leave(path);
        }
        else if (branch is { Semantics: ControlFlowBranchSemantics.Regular, Destination: { } destination })
        {
            Reach(block.Graph.Ordinal, destination.Ordinal, path);
        }
    }

    /// <summary>Records the event; whether control goes on behind it, in the new state.</summary>
    private bool Completes(Block block, Event happened, ref PathState path)
    {
        switch (happened)
        {
            case WriteEvent write:
                path = StateTransfer.Overwrite(path, write);
                return true;
            case TokenEvent move:
                path = StateTransfer.Move(path, move);
                return true;
            case UnreachableEvent:
                return false;
            case CallEvent { Target.IsExpanded: true } call:
                return Expand(block, call, ref path) && !call.NeverReturns;
        }

        _analysis.Observe(happened, null, path);
        if (happened.CanThrow)
        {
            Throws(block, path.Depth);
        }

        switch (happened)
        {
            case ScopeEvent scope:
                path = scope.Opens ? _states.Begin(path, scope) : path;
                path = path with { Depth = Shift(path.Depth, scope.Opens ? Depth.One : Depth.MinusOne) };
                return true;
            case CallEvent call:
                var summary = call.Target.HasStateSummary ? _summaries(call.Target.Unit!) : null;
                path = CallStates(path, call, summary);
                return !call.NeverReturns && (summary is null || ApplyOutcome(call, summary, ref path));
            default:
                return true;
        }
    }

    private bool Expand(Block block, CallEvent call, ref PathState path)
    {
        var summary = _summaries(call.Target.Unit!);
        var depth = path.Depth;
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

        path = CallStates(path, call, summary);
        _isStraight &= summary.Conflicts.IsEmpty;
        return ApplyOutcome(call, summary, ref path);
    }

    /// <summary>What is demanded for some values of the parameters only has to be asked of the paths that pass those.</summary>
    private PathState CallStates(PathState path, CallEvent call, Summary? summary)
    {
        _isStraight &= summary is null || summary.Demands.All(demand => call.Assume(Facts.None, demand.When) is null or { Count: 0 });
        return _states.Call(path, call, summary);
    }

    /// <summary>The one way to return that the constants among the arguments leave; where they leave several, conditions have to tell.</summary>
    private bool ApplyOutcome(CallEvent call, Summary summary, ref PathState path)
    {
        Outcome? only = null;
        foreach (var outcome in summary.Outcomes)
        {
            if (call.Assume(Facts.None, outcome.When) is { } facts)
            {
                _isStraight &= only is null && facts.Count == 0;
                only = outcome;
            }
        }

        if (only is not { } way)
        {
            return false;
        }

        path = call.Target.IsExpanded ? path with { Depth = Shift(path.Depth, way.Net) } : path;
        path = _states.Return(path, call, way);
        return true;
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
