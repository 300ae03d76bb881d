using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// The one interpreter: a forward fixpoint over a body's blocks, then one more pass that records what reaches each event. A root is
/// interpreted from depth 0, where nothing is open below zero; a body that counts as part of its caller relative to the call.
/// It ends because a back edge widens, facts come from the finitely many conditions of the body, and a node that is still not stable after
/// <see cref="MostVisits"/> visits gives up its splits.
/// </summary>
internal sealed class Interpreter
{
    private const int MostVisits = 64;

    private readonly Body _body;
    private readonly Func<IMethodSymbol, Summary> _summaries;
    private readonly bool _isRelative;
    private readonly CancellationToken _cancellation;
    private readonly Liveness _liveness;
    private readonly Sites _sites;
    private readonly Analysis _analysis;
    private readonly Dictionary<(int Block, Continuation? Continuation), Node> _nodes = [];
    private readonly SortedSet<(int Block, int Id)> _pending = [];
    private readonly List<Node> _byId = [];
    private readonly Dictionary<(Node Target, EdgeKind Kind), List<PathState>> _outgoing = [];
    private bool _isRecording;

    private Interpreter(Body body, Func<IMethodSymbol, Summary> summaries, bool isRelative, CancellationToken cancellation)
    {
        _body = body;
        _summaries = summaries;
        _isRelative = isRelative;
        _cancellation = cancellation;
        _liveness = new Liveness(body, parametersLiveAtExit: isRelative);
        _sites = new Sites(body);
        _analysis = new Analysis(body);
    }

    /// <summary>The nodes in the order of their blocks, for the debug dump.</summary>
    public static (Analysis Analysis, IReadOnlyList<Node> Nodes) Run(
        Body body, Depth entry, bool isRelative, Func<IMethodSymbol, Summary> summaries, CancellationToken cancellation)
    {
        var interpreter = new Interpreter(body, summaries, isRelative, cancellation);
        var start = interpreter.NodeOf(body.Graph.Blocks[0], null);
        start.Incoming[(-1, EdgeKind.Entry)] = [new PathState(Facts.None, entry)];
        interpreter._pending.Add((0, start.Id));
        interpreter.Solve();
        interpreter.Record();
        return (interpreter._analysis, [.. interpreter._byId.OrderBy(node => node.Block.Ordinal).ThenBy(node => node.Id)]);
    }

    private void Solve()
    {
        while (_pending.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            var next = _pending.Min;
            _pending.Remove(next);
            var node = _byId[next.Id];
            node.Visits++;
            Transfer(node);
            foreach (var edge in _outgoing)
            {
                Propagate(node, edge.Key.Target, edge.Key.Kind, [.. edge.Value]);
            }
        }
    }

    private void Record()
    {
        _isRecording = true;
        foreach (var node in _byId.OrderBy(node => node.Block.Ordinal).ThenBy(node => node.Id).ToList())
        {
            Transfer(node);
        }
    }

    private void Propagate(Node source, Node target, EdgeKind kind, ImmutableArray<PathState> paths)
    {
        var key = (source.Id, kind);
        if (target.Incoming.TryGetValue(key, out var before))
        {
            if (target.Block.Ordinal <= source.Block.Ordinal)
            {
                paths = Paths.Widen(before, paths);
            }

            if (before.SequenceEqual(paths))
            {
                return;
            }
        }

        target.Incoming[key] = paths;
        _pending.Add((target.Block.Ordinal, target.Id));
    }

    /// <summary>What reaches the node: paths that come along one edge stay as they are, several edges meet, exceptional ones gather.</summary>
    private ImmutableArray<PathState> Enter(Node node)
    {
        IEnumerable<PathState> incoming = node.Incoming.Values.SelectMany(paths => paths);
        if (node.Visits > MostVisits)
        {
            return incoming.Any() ? [Paths.Collapse(incoming)] : [];
        }

        if (!node.IsMeeting)
        {
            return [.. incoming.Distinct()];
        }

        var edges = node.Incoming.Values.Select(paths => paths.Select(path => OnlyLive(node, path)).ToList()).ToList();
        var isConflict = FindConflict(node, edges);
        var all = edges.SelectMany(paths => paths);
        if (node.IsInHandler && !isConflict)
        {
            return Paths.Gather(all);
        }

        var met = Paths.Meet(all, out var isGivenUp);
        if (isGivenUp)
        {
            AddUncertainConflict(node, met);
        }

        return met;
    }

    private PathState OnlyLive(Node node, PathState path) =>
        path with { Facts = path.Facts.OnlyAbout(term => _liveness.IsLive(node.Block.Ordinal, term)) };

    /// <summary>
    /// Once found, a conflict stays: states only grow. So it does not matter that its own silence may come back around a loop. In a handler
    /// only a depth that one edge brings and another does not is new.
    /// </summary>
    private bool FindConflict(Node node, List<List<PathState>> edges)
    {
        if (node.IsUnwinding || node.Incoming.Keys.Any(key => key.Kind == EdgeKind.Exceptional))
        {
            return false;
        }

        var pairs =
            from edge in edges
            from other in edges
            where !node.IsInHandler || edge != other
            from one in edge
            from two in other
            where Paths.Conflict(one, two) && !(node.IsInHandler && edge.Any(path => path.Depth == two.Depth))
            select new Conflict(_sites.OfMeeting(node.Block, IsLoop(node)), one.Depth, two.Depth);
        foreach (var conflict in pairs)
        {
            _analysis.AddConflict(conflict);
            return true;
        }

        return false;
    }

    private bool IsLoop(Node node) => node.Incoming.Keys.Any(key => key.Source >= 0 && _byId[key.Source].Block.Ordinal >= node.Block.Ordinal);

    /// <summary>More conditions than are kept apart: paths joined that may never meet, and from here on their depths are silenced.</summary>
    private void AddUncertainConflict(Node node, ImmutableArray<PathState> met)
    {
        foreach (var side in met)
        {
            if (side.Depth.Min != side.Depth.Max)
            {
                _analysis.AddConflict(new Conflict(_sites.OfMeeting(node.Block, isLoop: false), Depth.Of(side.Depth.Min), Depth.Of(side.Depth.Max), IsUncertain: true));
            }
        }
    }

    private void Transfer(Node node)
    {
        _outgoing.Clear();
        var paths = Enter(node);
        foreach (var happened in _body.Blocks[node.Block.Ordinal].Events)
        {
            if (paths.IsEmpty)
            {
                return;
            }

            paths = Apply(node, happened, paths);
        }

        if (!paths.IsEmpty)
        {
            Leave(node, paths);
        }
    }

    private ImmutableArray<PathState> Apply(Node node, Event happened, ImmutableArray<PathState> paths)
    {
        switch (happened)
        {
            case ScopeEvent scope:
                Observe(scope, paths);
                var by = Depth.Of(scope.Opens ? 1 : -1);
                return [.. paths.Select(path => path with { Depth = Shift(path.Depth, by) })];
            case WriteEvent write:
                return [.. paths.Select(path => path with { Facts = Write(path.Facts, write) }).Distinct()];
            case CallEvent { Target.IsExpanded: true } call:
                return Expand(node, call, paths);
            case CallEvent call:
                Observe(call, paths);
                if (call.CanThrow)
                {
                    Raise(node, paths);
                }

                return call.NeverReturns ? []
                    : call.Target.IsPure ? paths
                    : [.. paths.Select(path => path with { Facts = path.Facts.ForgetFragile() }).Distinct()];
            default:
                throw new InvalidOperationException($"The interpreter has no transfer for {happened.GetType().Name}.");
        }
    }

    private Depth Shift(Depth depth, Depth by) => _isRelative ? depth.Shift(by) : depth.Shift(by).AtLeastZero();

    private static Facts Write(Facts facts, WriteEvent write)
    {
        var copied = write.Copied is { } source ? facts.Of(source) : null;
        var constraint = write.Constant.HasValue ? Constraint.Of(write.Constant.Value, isEqual: true) : copied;
        facts = facts.Forget(write.Place);
        return constraint is null || write.Target is null ? facts : facts.Assume(write.Target, constraint) ?? facts;
    }

    private ImmutableArray<PathState> Expand(Node node, CallEvent call, ImmutableArray<PathState> paths)
    {
        var callee = call.Target.Method!;
        var summary = _summaries(callee);
        Record(call, summary, paths);
        Raise(node, [.. paths.SelectMany(path => summary.Throws.Select(net => path with { Depth = Shift(path.Depth, net) }))]);

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
                    _analysis.AddConflict(new Conflict(CalleeToken.Of(call.Syntax), one.Depth, other.Depth));
                }
            }

            after.AddRange(Paths.Meet(outcomes));
        }

        return call.NeverReturns ? [] : [.. after.Distinct()];
    }

    /// <summary>A local function's findings are inside it, for the depths it is called with; an always-inline callee's are at the call.</summary>
    private void Record(CallEvent call, Summary summary, ImmutableArray<PathState> paths)
    {
        if (!_isRecording)
        {
            return;
        }

        if (call.Target.Kind == TargetKind.LocalFunction && !_isRelative)
        {
            _analysis.LocalEntries.AddRange(paths.Select(path => (call.Target.Method!, path.Depth)));
            return;
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

    private void Leave(Node node, ImmutableArray<PathState> paths)
    {
        var block = node.Block;
        if (block.ConditionalSuccessor is not { } conditional)
        {
            Follow(node, block.FallThroughSuccessor, EdgeKind.FallThrough, paths);
            return;
        }

        var test = _body.Blocks[block.Ordinal].Test;
        var whenTrue = Assume(paths, test);
        var whenFalse = Assume(paths, test?.Negated);
        var jumpsWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        Follow(node, conditional, EdgeKind.Conditional, jumpsWhenTrue ? whenTrue : whenFalse);
        Follow(node, block.FallThroughSuccessor, EdgeKind.FallThrough, jumpsWhenTrue ? whenFalse : whenTrue);
    }

    private static ImmutableArray<PathState> Assume(ImmutableArray<PathState> paths, Test? test) => test is not { } assumed
        ? paths
        : [.. paths.Select(path => (path, Facts: path.Facts.Assume(assumed))).Where(side => side.Facts is not null).Select(side => side.path with { Facts = side.Facts! })];

    private void Follow(Node node, ControlFlowBranch? branch, EdgeKind kind, ImmutableArray<PathState> paths)
    {
        if (branch is null || paths.IsEmpty)
        {
            return;
        }

        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return:
                Enter(node, branch, done: 0, node.Continuation, kind, paths);
                break;
            case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                Raise(node, paths);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when node.Continuation is { } continuation && IsIn(node.Block, continuation.Region):
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
            Send(NodeOf(_body.Graph.Blocks[region.FirstBlockOrdinal], new Continuation(branch, done, region, outer)), kind, paths);
        }
        else if (branch.Destination is { Kind: BasicBlockKind.Exit })
        {
            if (_isRecording)
            {
                _analysis.ObserveExit(_sites.OfExit(branch), paths);
            }
        }
        else if (branch.Destination is { } destination && !IsHandlerEntry(node.Block, destination))
        {
            Send(NodeOf(destination, outer), kind, paths);
        }
    }

    private void Resume(Node node, Continuation continuation, ImmutableArray<PathState> paths)
    {
        if (continuation.Branch is { } branch)
        {
            Enter(node, branch, continuation.Finally + 1, continuation.Outer, EdgeKind.Resume, paths);
        }
        else
        {
            Raise(continuation.Region.EnclosingRegion, continuation.Outer, paths);
        }
    }

    private void Raise(Node node, ImmutableArray<PathState> paths) => Raise(node.Block.EnclosingRegion, node.Continuation, paths);

    /// <summary>
    /// An exception leaves the region outwards: into the handlers of the nearest try, and past them unless one catches everything; through a
    /// finally block, which goes on from where it ends.
    /// </summary>
    private void Raise(ControlFlowRegion? region, Continuation? continuation, ImmutableArray<PathState> paths)
    {
        if (paths.IsEmpty)
        {
            return;
        }

        for (; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Finally)
            {
                continuation = continuation?.Outer;
            }
            else if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndFinally } whole })
            {
                var handler = whole.NestedRegions[1];
                Send(NodeOf(_body.Graph.Blocks[handler.FirstBlockOrdinal], new Continuation(null, 0, handler, continuation)), EdgeKind.Exceptional, paths);
                return;
            }
            else if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } catching })
            {
                foreach (var handler in catching.NestedRegions.Skip(1).SelectMany(HandlerEntries))
                {
                    Send(NodeOf(_body.Graph.Blocks[handler.FirstBlockOrdinal], continuation), EdgeKind.Exceptional, paths);
                }

                if (catching.NestedRegions.Skip(1).Any(CatchesEverything))
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
            }
        }
    }

    /// <summary>A handler with a filter is entered at both: the filter's own branch to its handler adds nothing.</summary>
    private static IEnumerable<ControlFlowRegion> HandlerEntries(ControlFlowRegion handler) =>
        handler.Kind == ControlFlowRegionKind.FilterAndHandler ? handler.NestedRegions : [handler];

    private static bool CatchesEverything(ControlFlowRegion handler) =>
        handler.Kind == ControlFlowRegionKind.Catch
        && (handler.ExceptionType is null or { SpecialType: SpecialType.System_Object }
            || handler.ExceptionType is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static bool IsHandlerEntry(BasicBlock from, BasicBlock to) =>
        from.EnclosingRegion.Kind == ControlFlowRegionKind.Filter && to.EnclosingRegion != from.EnclosingRegion;

    private static bool IsIn(BasicBlock block, ControlFlowRegion region) =>
        region.FirstBlockOrdinal <= block.Ordinal && block.Ordinal <= region.LastBlockOrdinal;

    private void Send(Node target, EdgeKind kind, ImmutableArray<PathState> paths)
    {
        if (!_outgoing.TryGetValue((target, kind), out var sent))
        {
            _outgoing.Add((target, kind), sent = []);
        }

        sent.AddRange(paths);
    }

    private Node NodeOf(BasicBlock block, Continuation? continuation)
    {
        if (!_nodes.TryGetValue((block.Ordinal, continuation), out var node))
        {
            _nodes.Add((block.Ordinal, continuation), node = new Node(_byId.Count, block, continuation));
            _byId.Add(node);
        }

        return node;
    }
}
