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
internal sealed partial class Interpreter
{
    private const int MostVisits = 64;

    private readonly Body _body;
    private readonly Func<ISymbol, Summary> _summaries;
    private readonly bool _isRelative;
    private readonly CancellationToken _cancellation;
    private readonly Liveness _liveness;
    private readonly Sites _sites;
    private readonly Analysis _analysis;
    private readonly StateTransfer _states;
    private readonly Dictionary<(int Block, Continuation? Continuation), Node> _nodes = [];
    private readonly SortedSet<(int Block, int Id)> _pending = [];
    private readonly List<Node> _byId = [];
    private readonly Dictionary<(Node Target, EdgeKind Kind), ImmutableArray<PathState>> _outgoing = [];
    private readonly Dictionary<(int Block, Continuation? Continuation), Conflict> _conflictsInHandlers = [];
    private bool _isRecording;

    private Interpreter(Body body, Func<ISymbol, Summary> summaries, bool isRelative, bool callerKnowsParameters, CancellationToken cancellation)
    {
        _body = body;
        _summaries = summaries;
        _isRelative = isRelative;
        _cancellation = cancellation;
        _liveness = new Liveness(body, callerKnowsParameters);
        _sites = new Sites(body);
        _analysis = new Analysis(body);
        _states = new StateTransfer(body, _analysis, isRelative);
    }

    /// <summary>What happens in the body, in which states: by the fixpoint, or without one where none is needed.</summary>
    /// <param name="isCalled">It is asked what callers see, who know what they pass.</param>
    public static Analysis Analyze(Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries, CancellationToken cancellation, bool isCalled = false) =>
        StraightWalk.Analyze(body, entry, isRelative, isRelative || isCalled, summaries) ?? Run(body, entry, isRelative, summaries, cancellation, isCalled).Analysis;

    /// <summary>The nodes in the order of their blocks, for the debug dump.</summary>
    public static (Analysis Analysis, IReadOnlyList<Node> Nodes) Run(
        Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries, CancellationToken cancellation, bool isCalled = false)
    {
        var interpreter = new Interpreter(body, summaries, isRelative, isRelative || isCalled, cancellation);
        do
        {
            interpreter.Start(entry);
            do
            {
                interpreter.Solve();
            }
            while (interpreter.EnterUnreachedHandlers());
        }
        while (interpreter.FindConflictInHandler() || interpreter.FindFaults());

        interpreter.Record();
        return (interpreter._analysis, [.. interpreter._byId.OrderBy(node => node.Block.Ordinal).ThenBy(node => node.Id)]);
    }

    private void Start(Depth entry)
    {
        _nodes.Clear();
        _byId.Clear();
        _analysis.Conflicts.Clear();
        _states.Faults.Forget();
        foreach (var conflict in _conflictsInHandlers.Values)
        {
            _analysis.AddConflict(conflict);
        }

        var start = NodeOf(_body.Graph.Blocks[0], null);
        start.Incoming[(-1, EdgeKind.Entry)] = [new PathState(Facts.None, entry, EntryStates.Of(_body.States))];
        _pending.Add((0, start.Id));
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
            _analysis.Visits++;
            Transfer(node);
            foreach (var edge in _outgoing)
            {
                Propagate(node, edge.Key.Target, edge.Key.Kind, edge.Value);
            }
        }
    }

    /// <summary>A mistake with a state hides others: the first ones are settled, and everything is solved once more.</summary>
    private bool FindFaults()
    {
        if (!_states.Faults.HasFound)
        {
            return false;
        }

        // What a state that was not stable yet has shown may have been hidden since.
        _states.Faults.Forget();
        TransferAll();
        _states.Faults.Settle();
        return _states.Faults.HasFound;
    }

    private void Record()
    {
        _isRecording = true;
        _states.IsRecording = true;
        TransferAll();
    }

    private void TransferAll()
    {
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
                paths = Paths.Widen(before, paths, widensDepths: !(target.IsInHandler && paths.All(path => path.Depth.IsExact)));
            }

            if (before.SequenceEqual(paths))
            {
                return;
            }

            if (target.Visits > 2 * MostVisits)
            {
                // What a call finds out of a state can make it smaller; from here on nothing does.
                paths = [Paths.Collapse(before.AddRange(paths))];
                if (before.SequenceEqual(paths))
                {
                    return;
                }
            }
        }

        target.Incoming[key] = paths;
        _pending.Add((target.Block.Ordinal, target.Id));
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

    private void Send(Node target, EdgeKind kind, ImmutableArray<PathState> paths)
    {
        _outgoing[(target, kind)] = _outgoing.TryGetValue((target, kind), out var sent) ? sent.AddRange(paths) : paths;
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
