using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// A body in which nothing changes the depth and nothing tells paths apart: no marker, no try, no two conditions of the same value, only balanced
/// helpers that do the same for every argument. Every point that can be reached is then at the depth of the entry, so there is no fixpoint to
/// find: it is enough to go once over what can be reached. The events, and what is recorded of them, are those of the <see cref="Interpreter"/>.
/// </summary>
internal sealed class FlatBody
{
    private readonly Body _body;
    private readonly Func<ISymbol, Summary> _summaries;
    private readonly bool _isRelative;
    private readonly ImmutableArray<PathState> _paths;
    private readonly Sites _sites;
    private readonly Analysis _analysis;

    private FlatBody(Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries)
    {
        _body = body;
        _summaries = summaries;
        _isRelative = isRelative;
        _paths = [new PathState(Facts.None, entry)];
        _sites = new Sites(body);
        _analysis = new Analysis(body);
    }

    /// <summary>Null for a body that is not flat.</summary>
    public static Analysis? Analyze(Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries)
    {
        if (!body.Blocks.All(block => IsFlat(block, summaries)) || HasTry(body.Graph.Root) || Liveness.HasCorrelation(body, callerKnowsParameters: isRelative))
        {
            return null;
        }

        var flat = new FlatBody(body, entry, isRelative, summaries);
        flat.Walk();
        return flat._analysis;
    }

    private static bool HasTry(ControlFlowRegion region) =>
        region.Kind is ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally || region.NestedRegions.Any(HasTry);

    private static bool IsFlat(Block block, Func<ISymbol, Summary> summaries)
    {
        foreach (var happened in block.Events)
        {
            if (happened is ScopeEvent or CallEvent { FirstUse: not null }
                || (happened is CallEvent { Target: { IsExpanded: true, Unit: { } unit } } && !IsFlat(summaries(unit))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFlat(Summary summary) =>
        summary.Outcomes.Length == 1 && summary.Outcomes[0].When.Values.IsEmpty && summary.Outcomes[0].Net == Depth.Zero
        && summary.Conflicts.IsEmpty
        && summary.Throws.All(static thrown => thrown == Depth.Zero)
        && summary.Points.All(static point => point.When.Values.IsEmpty);

    private void Walk()
    {
        var seen = new bool[_body.Blocks.Length];
        var pending = new Stack<int>();
        Reach(0);
        while (pending.Count > 0)
        {
            var block = _body.Blocks[pending.Pop()];
            _analysis.Visits++;
            if (block.Events.All(Completes))
            {
                Leave(block.Graph.ConditionalSuccessor);
                Leave(block.Graph.FallThroughSuccessor);
            }
        }

        void Leave(ControlFlowBranch? branch)
        {
            if (branch is null || DecidedBranch.IsNeverTaken(branch))
            {
                return;
            }

            if (branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
            {
                Throws();
            }
            else if (branch.Destination is { Kind: BasicBlockKind.Exit })
            {
                _analysis.ObserveExit(_sites.OfExit(branch), _paths);
            }
            else if (branch is { Semantics: ControlFlowBranchSemantics.Regular, Destination: { } destination })
            {
                Reach(destination.Ordinal);
            }
        }

        void Reach(int ordinal)
        {
            if (!seen[ordinal])
            {
                seen[ordinal] = true;
                pending.Push(ordinal);
            }
        }
    }

    /// <summary>Records the event; whether control goes on behind it.</summary>
    private bool Completes(Event happened)
    {
        switch (happened)
        {
            case WriteEvent:
                return true;
            case UnreachableEvent:
                return false;
            case CallEvent { Target.IsExpanded: true } call:
                Expand(call);
                return !call.NeverReturns;
        }

        _analysis.Observe(happened, null, _paths[0]);
        if (happened.CanThrow)
        {
            Throws();
        }

        return happened is not CallEvent { NeverReturns: true };
    }

    private void Expand(CallEvent call)
    {
        var summary = _summaries(call.Target.Unit!);
        if (!summary.Throws.IsEmpty)
        {
            Throws();
        }

        if (call.Target.Kind == TargetKind.LocalFunction)
        {
            _analysis.LocalEntries.Add((call.Target.Method!, _paths[0].Depth));
            if (!_isRelative)
            {
                return;
            }
        }

        foreach (var point in summary.Points)
        {
            _analysis.Observe(call, point, _paths[0] with { Depth = _paths[0].Depth.Shift(point.Depth) with { IsSilenced = _paths[0].Depth.IsSilenced } });
        }
    }

    private void Throws() => _analysis.Throws.Add(_paths[0].Depth with { IsSilenced = false });
}
