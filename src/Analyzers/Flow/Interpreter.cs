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
    private readonly List<(Node Target, EdgeKind Kind, ImmutableArray<PathState> Paths)> _outgoing = [];
    private readonly Dictionary<(int Block, Continuation? Continuation), Conflict> _conflictsInHandlers = [];
    private bool _isRecording;

    private Interpreter(Body body, Func<ISymbol, Summary> summaries, bool isRelative, bool isForCallers, CancellationToken cancellation)
    {
        _body = body;
        _summaries = summaries;
        _isRelative = isRelative;
        _cancellation = cancellation;
        _liveness = new Liveness(body, callerKnowsParameters: isForCallers);
        _sites = new Sites(body);
        _analysis = new Analysis(body);
        _states = new StateTransfer(body, _analysis, isRelative);
    }

    /// <summary>What happens in the body, in which states: by the fixpoint, or without one where none is needed.</summary>
    public static Analysis Analyze(Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries, CancellationToken cancellation) =>
        StraightWalk.Analyze(body, entry, isRelative, isForCallers: isRelative, summaries)
        ?? Interpret(body, entry, isRelative, isForCallers: isRelative, summaries, cancellation).Analysis;

    /// <summary>The same for a summary: callers know what they pass, so the ways through stay apart by the bool parameters.</summary>
    public static Analysis AnalyzeForCallers(Body body, bool isRelative, Func<ISymbol, Summary> summaries, CancellationToken cancellation) =>
        StraightWalk.Analyze(body, Depth.Zero, isRelative, isForCallers: true, summaries)
        ?? Interpret(body, Depth.Zero, isRelative, isForCallers: true, summaries, cancellation).Analysis;

    /// <summary>The nodes in the order of their blocks, for the debug dump.</summary>
    public static (Analysis Analysis, IReadOnlyList<Node> Nodes) Run(
        Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries, CancellationToken cancellation) =>
        Interpret(body, entry, isRelative, isForCallers: isRelative, summaries, cancellation);

    private static (Analysis Analysis, IReadOnlyList<Node> Nodes) Interpret(
        Body body, Depth entry, bool isRelative, bool isForCallers, Func<ISymbol, Summary> summaries, CancellationToken cancellation)
    {
        var interpreter = new Interpreter(body, summaries, isRelative, isForCallers, cancellation);
        interpreter.Run(new PathState(Facts.None, entry, EntryStates.Of(body.States)));
        return (interpreter._analysis, [.. interpreter._byId.OrderBy(node => node.Block.Ordinal).ThenBy(node => node.Id)]);
    }

    private void Run(PathState entry)
    {
        do
        {
            Start(entry);
            do
            {
                Solve();
            }
            while (EnterUnreachedHandlers());
        }
        while (FindConflictInHandler() || FindFaults());

        Record();
    }

    private void Start(PathState entry)
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
        start.Incoming[-1, EdgeKind.Entry] = [entry];
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
            foreach (var (target, kind, paths) in _outgoing)
            {
                Propagate(node, target, kind, paths);
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
        var before = target.Incoming[source.Id, kind];
        if (!before.IsDefault)
        {
            if (target.Block.Ordinal <= source.Block.Ordinal)
            {
                paths = Paths.Widen(before, paths, widensDepths: !(target.IsInHandler && paths.All(path => path.Depth.IsExact)));
            }

            if (target.Visits > MostVisits)
            {
                paths = [Paths.Collapse(before.Concat(paths))]; // from here on it only ever grows
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

        target.Incoming[source.Id, kind] = paths;
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
        for (var at = 0; at < _outgoing.Count; at++)
        {
            if (_outgoing[at].Target == target && _outgoing[at].Kind == kind)
            {
                _outgoing[at] = (target, kind, _outgoing[at].Paths.AddRange(paths));
                return;
            }
        }

        _outgoing.Add((target, kind, paths));
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
