using System.Collections.Immutable;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>What each event does to the paths that reach it, and, in the recording pass, what is observed there.</summary>
internal sealed partial class Interpreter
{
    private ImmutableArray<PathState> Apply(Node node, Event happened, ImmutableArray<PathState> paths)
    {
        NoteStep(happened, paths);
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
                var by = scope.Opens ? Depth.One : Depth.MinusOne;
                return Each(paths, path => (scope.Opens ? _states.Begin(path, scope) : path) with { Depth = Shift(path.Depth, by) });
            case WriteEvent { Meaning: { } meaning, Target: { IsBool: true } target } write when _liveness.IsCorrelated(target):
                return Learn(paths, write, meaning, target);
            case WriteEvent write:
                return Each(paths, path => StateTransfer.Overwrite(path with { Facts = Write(path.Facts, write) }, write));
            case TokenEvent move:
                return Each(paths, path => StateTransfer.Move(path, move));
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
                return Call(node, call, paths);
            default:
                throw new InvalidOperationException($"The interpreter has no transfer for {happened.GetType().Name}.");
        }
    }

    /// <summary>A call that is not expanded. Where it throws, its effects on entry states may have come about, or not.</summary>
    private ImmutableArray<PathState> Call(Node node, CallEvent call, ImmutableArray<PathState> paths)
    {
        var summary = call.Target.HasStateSummary ? _summaries(call.Target.Unit!) : null;
        var after = paths;
        if (summary is not null || CallsState(call))
        {
            after = CallStates(call, summary, after);
        }

        if (summary is not null)
        {
            after = Return(call, summary, after);
        }

        if (call.CanThrow)
        {
            Raise(node, after == paths ? paths : paths.AddRange(after));
        }

        return call.NeverReturns ? []
            : call.Target.IsPure || summary is not null ? after
            : Each(after, static path => path with { Facts = path.Facts.ForgetFragile() });
    }

    private static bool CallsState(CallEvent call) => !call.Target.States.IsEmpty || !ReferenceEquals(call.Tokens, TokenUse.None);

    /// <summary>What a variable has learned from a result that tells of entry states is told apart by its value.</summary>
    private ImmutableArray<PathState> Learn(ImmutableArray<PathState> paths, WriteEvent write, StateTest meaning, Term target)
    {
        var learned = new List<PathState>();
        foreach (var path in paths)
        {
            var facts = Write(path.Facts, write);
            foreach (var value in new[] { true, false })
            {
                if (StateTransfer.Know(path, meaning, value) is { } known && facts.Assume(target, Constraint.Of(value, isEqual: true)) is { } assumed)
                {
                    learned.Add(known with { Facts = assumed });
                }
            }
        }

        return [.. learned.Distinct()];
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
        var called = summary.Demands.IsEmpty && !summary.ChangesStates && !CallsState(call) ? paths : CallStates(call, summary, paths);
        var after = Return(call, summary, called);
        var thrown = Thrown(called, after);
        if (summary.Throws.Length == 1 && summary.Throws[0] == Depth.Zero)
        {
            Raise(node, thrown);
        }
        else
        {
            Raise(node, [.. thrown.SelectMany(path => summary.Throws.Select(net => path with { Depth = Shift(path.Depth, net) }))]);
        }

        return call.NeverReturns ? [] : after;
    }

    /// <summary>An exception leaves a callee before or behind what it does to entry states. What it does to the depth, its summary knows.</summary>
    private static ImmutableArray<PathState> Thrown(ImmutableArray<PathState> called, ImmutableArray<PathState> after) =>
        after.All(path => called.Any(before => before.States.Equals(path.States))) ? called
        : [.. called.Concat(after.SelectMany(path => called
            .Where(before => !before.Facts.Excludes(path.Facts))
            .Select(before => path with { Depth = before.Depth }))).Distinct()];

    /// <summary>What the callee demands for some values of its parameters, it demands of the paths that pass those.</summary>
    private ImmutableArray<PathState> CallStates(CallEvent call, Summary? summary, ImmutableArray<PathState> paths)
    {
        var parameters = summary?.Demands.SelectMany(static demand => demand.When.Values).Select(static value => value.Parameter).Distinct().ToList() ?? [];
        var tests = parameters
            .Select(parameter => call.BoolArguments.FirstOrDefault(argument => argument.Parameter == parameter).Test)
            .OfType<Test>()
            .ToList();
        if (tests.Count == 0)
        {
            return Each(paths, path => _states.Call(path, call, summary));
        }

        var split = tests.Aggregate(paths.AsEnumerable(), static (known, test) => known.SelectMany(path => new[] { test, test.Negated }
            .Select(assumed => path.Facts.Assume(assumed))
            .OfType<Facts>()
            .Select(facts => path with { Facts = facts })));
        return [.. split.Select(path => _states.Call(path, call, summary)).Distinct()];
    }

    /// <summary>The ways to return from a callee, for what each path knows of its arguments.</summary>
    private ImmutableArray<PathState> Return(CallEvent call, Summary summary, ImmutableArray<PathState> paths)
    {
        if (summary.Outcomes.Length == 1 && summary.Outcomes[0].When.Values.IsEmpty)
        {
            return Each(paths, path => After(path, path.Facts, summary.Outcomes[0]));
        }

        var after = new List<PathState>();
        foreach (var path in paths)
        {
            var outcomes = summary.Outcomes
                .Select(outcome => (Facts: call.Assume(path.Facts, outcome.When), Outcome: outcome))
                .Where(possible => possible.Facts is not null)
                .Select(possible => After(path, possible.Facts!, possible.Outcome))
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

        return [.. after.Distinct()];

        PathState After(PathState path, Facts facts, Outcome outcome) =>
            _states.Return(path with { Facts = facts.ForgetFragile(), Depth = call.Target.IsExpanded ? Shift(path.Depth, outcome.Net) : path.Depth }, call, outcome);
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
