using System.Collections.Immutable;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>What each event does to the paths that reach it, and, in the recording pass, what is observed there.</summary>
internal sealed partial class Interpreter
{
    private ImmutableArray<PathState> Apply(Node node, Event happened, ImmutableArray<PathState> paths)
    {
        if (happened is not CallEvent { FirstUse: { } use } || !_liveness.IsCorrelated(use))
        {
            return Run(node, happened, paths);
        }

        var later = paths.Where(path => path.Facts.Of(use) is not null);
        var first = Run(node, happened, [.. paths.Where(path => path.Facts.Of(use) is null)]);
        return [.. later.Concat(first.Select(path => path with { Facts = path.Facts.Assume(use, Constraint.Of(true, isEqual: true)) ?? path.Facts })).Distinct()];
    }

    private ImmutableArray<PathState> Run(Node node, Event happened, ImmutableArray<PathState> paths)
    {
        switch (happened)
        {
            case ScopeEvent scope:
                Observe(scope, paths);
                var by = Depth.Of(scope.Opens ? 1 : -1);
                return Each(paths, path => path with { Depth = Shift(path.Depth, by) });
            case WriteEvent write:
                return Each(paths, path => path with { Facts = Write(path.Facts, write) });
            case CallEvent { Target.IsExpanded: true } call:
                return Expand(node, call, paths);
            case AllocationEvent or ThrowEvent:
                Observe(happened, paths);
                return paths;
            case UnreachableEvent:
                return [];
            case UnknownEvent:
                Observe(happened, paths);
                Raise(node, paths);
                return Each(paths, static path => path with { Facts = path.Facts.ForgetFragile() });
            case CallEvent call:
                Observe(call, paths);
                if (call.CanThrow)
                {
                    Raise(node, paths);
                }

                return call.NeverReturns ? []
                    : call.Target.IsPure ? paths
                    : Each(paths, static path => path with { Facts = path.Facts.ForgetFragile() });
            default:
                throw new InvalidOperationException($"The interpreter has no transfer for {happened.GetType().Name}.");
        }
    }

    /// <summary>Most points have one side, and most events change nothing of it.</summary>
    private static ImmutableArray<PathState> Each(ImmutableArray<PathState> paths, Func<PathState, PathState> change)
    {
        if (paths.Length != 1)
        {
            return [.. paths.Select(change).Distinct()];
        }

        var changed = change(paths[0]);
        return changed == paths[0] ? paths : [changed];
    }

    private Depth Shift(Depth depth, Depth by) => _isRelative ? depth.Shift(by) : depth.Shift(by).AtLeastZero();

    private Facts Write(Facts facts, WriteEvent write)
    {
        var copied = write.Copied is { } source ? facts.Of(source) : null;
        var constraint = write.Constant.HasValue ? Constraint.Of(write.Constant.Value, isEqual: true) : copied;
        facts = facts.Forget(write.Place);
        facts = write.IsField ? facts.ForgetFragile() : facts;
        return constraint is null || write.Target is null || !_liveness.IsCorrelated(write.Target) ? facts : facts.Assume(write.Target, constraint) ?? facts;
    }

    private ImmutableArray<PathState> Expand(Node node, CallEvent call, ImmutableArray<PathState> paths)
    {
        var summary = _summaries(call.Target.Unit!);
        Record(call, summary, paths);
        AddConflictOfUndeclared(call, summary, paths);
        if (summary.Throws.Length == 1 && summary.Throws[0] == Depth.Zero)
        {
            Raise(node, paths);
        }
        else
        {
            Raise(node, [.. paths.SelectMany(path => summary.Throws.Select(net => path with { Depth = Shift(path.Depth, net) }))]);
        }

        if (summary.Outcomes.Length == 1 && summary.Outcomes[0].When.Values.IsEmpty)
        {
            return call.NeverReturns ? [] : Each(paths, path => new PathState(path.Facts.ForgetFragile(), Shift(path.Depth, summary.Outcomes[0].Net)));
        }

        var after = new List<PathState>();
        foreach (var path in paths)
        {
            var outcomes = summary.Outcomes
                .Select(outcome => (Facts: call.Assume(path.Facts, outcome.When), outcome.Net))
                .Where(outcome => outcome.Facts is not null)
                .Select(outcome => new PathState(outcome.Facts!.ForgetFragile(), Shift(path.Depth, outcome.Net)))
                .ToList();
            foreach (var one in outcomes)
            {
                if (outcomes.FirstOrDefault(other => Paths.Conflict(one, other)) is { Facts: not null } other)
                {
                    _analysis.AddConflict(new Conflict(call.At, one.Depth, other.Depth));
                }
            }

            after.AddRange(Paths.Meet(outcomes));
        }

        return call.NeverReturns ? [] : [.. after.Distinct()];
    }

    /// <summary>A callee that declares nothing is not verified on its own: where its own paths differ, the place to say so is the call.</summary>
    private void AddConflictOfUndeclared(CallEvent call, Summary summary, ImmutableArray<PathState> paths)
    {
        if (call.Target is { Kind: TargetKind.Inlined, Declared: Region.Undeclared } && !summary.Conflicts.IsEmpty && !paths.IsEmpty)
        {
            var inner = summary.Conflicts[0];
            _analysis.AddConflict(new Conflict(call.At, Shift(paths[0].Depth, inner.One), Shift(paths[0].Depth, inner.Other)));
        }
    }

    /// <summary>A local function's findings are inside it, for the depths it is called with; an always-inline callee's are at the call.</summary>
    private void Record(CallEvent call, Summary summary, ImmutableArray<PathState> paths)
    {
        if (!_isRecording)
        {
            return;
        }

        if (call.Target.Kind == TargetKind.LocalFunction)
        {
            _analysis.LocalEntries.AddRange(paths.Select(path => (call.Target.Method!, path.Depth)));
            if (!_isRelative)
            {
                return;
            }
        }

        foreach (var point in summary.Points)
        {
            foreach (var path in paths)
            {
                if (call.Assume(path.Facts, point.When) is { } facts)
                {
                    _analysis.Observe(call, point, new PathState(facts, path.Depth.Shift(point.Depth) with { IsSilenced = path.Depth.IsSilenced }));
                }
            }
        }
    }

    private void Observe(Event happened, ImmutableArray<PathState> paths)
    {
        if (_isRecording)
        {
            foreach (var path in paths)
            {
                _analysis.Observe(happened, null, path);
            }
        }
    }
}
