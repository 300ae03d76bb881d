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
    private readonly Dictionary<(int Block, Continuation? Continuation), Node> _nodes = [];
    private readonly SortedSet<(int Block, int Id)> _pending = [];
    private readonly List<Node> _byId = [];
    private readonly Dictionary<(Node Target, EdgeKind Kind), ImmutableArray<PathState>> _outgoing = [];
    private readonly Dictionary<(int Block, Continuation? Continuation), Conflict> _conflictsInHandlers = [];
    private bool _isRecording;

    private Interpreter(Body body, Func<ISymbol, Summary> summaries, bool isRelative, CancellationToken cancellation)
    {
        _body = body;
        _summaries = summaries;
        _isRelative = isRelative;
        _cancellation = cancellation;
        _liveness = new Liveness(body, callerKnowsParameters: isRelative);
        _sites = new Sites(body);
        _analysis = new Analysis(body);
    }

    /// <summary>What happens in the body, in which states: by the fixpoint, or without one where none is needed.</summary>
    public static Analysis Analyze(Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries, CancellationToken cancellation) =>
        FlatBody.Analyze(body, entry, isRelative, summaries) ?? Run(body, entry, isRelative, summaries, cancellation).Analysis;

    /// <summary>The nodes in the order of their blocks, for the debug dump.</summary>
    public static (Analysis Analysis, IReadOnlyList<Node> Nodes) Run(
        Body body, Depth entry, bool isRelative, Func<ISymbol, Summary> summaries, CancellationToken cancellation)
    {
        var interpreter = new Interpreter(body, summaries, isRelative, cancellation);
        do
        {
            interpreter.Start(entry);
            do
            {
                interpreter.Solve();
            }
            while (interpreter.EnterUnreachedHandlers());
        }
        while (interpreter.FindConflictInHandler());

        interpreter.Record();
        return (interpreter._analysis, [.. interpreter._byId.OrderBy(node => node.Block.Ordinal).ThenBy(node => node.Id)]);
    }

    private void Start(Depth entry)
    {
        _nodes.Clear();
        _byId.Clear();
        _analysis.Conflicts.Clear();
        foreach (var conflict in _conflictsInHandlers.Values)
        {
            _analysis.AddConflict(conflict);
        }

        var start = NodeOf(_body.Graph.Blocks[0], null);
        start.Incoming[(-1, EdgeKind.Entry)] = [new PathState(Facts.None, entry)];
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
            if (target.Block.Ordinal <= source.Block.Ordinal && !(target.IsInHandler && paths.All(path => path.Depth.IsExact)))
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
        if (OnlySide(node) is { } side)
        {
            return side;
        }

        IEnumerable<PathState> incoming = node.Incoming.Values.SelectMany(paths => paths);
        if (node.Visits > MostVisits)
        {
            return incoming.Any() ? [Paths.Collapse(incoming)] : [];
        }

        if (!node.IsMeeting)
        {
            return [.. incoming.Distinct()];
        }

        var edges = EdgesOf(node);
        var all = edges.SelectMany(paths => paths);
        if (node.IsInHandler && !_conflictsInHandlers.ContainsKey(node.Key))
        {
            return Paths.Gather(all);
        }

        if (!IsOfOneDepth(edges) && FindConflict(node, edges) is { } conflict)
        {
            _analysis.AddConflict(conflict);
        }

        var met = Paths.Meet(all, out var isGivenUp);
        if (isGivenUp)
        {
            AddUncertainConflict(node, met);
        }

        return met;
    }

    /// <summary>The usual case, and a cheap one: every edge brings the same depth, and nothing is known.</summary>
    private static ImmutableArray<PathState>? OnlySide(Node node)
    {
        ImmutableArray<PathState>? first = null;
        foreach (var paths in node.Incoming.Values)
        {
            if (paths.Length != 1 || paths[0].Facts.Count > 0 || (first is { } known && known[0].Depth != paths[0].Depth))
            {
                return null;
            }

            first ??= paths;
        }

        return first;
    }

    private static bool IsOfOneDepth(List<List<PathState>> edges)
    {
        foreach (var edge in edges)
        {
            foreach (var path in edge)
            {
                if (path.Depth != edges[0][0].Depth)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private List<List<PathState>> EdgesOf(Node node)
    {
        var edges = new List<List<PathState>>(node.Incoming.Count);
        foreach (var paths in node.Incoming.Values)
        {
            var edge = new List<PathState>(paths.Length);
            foreach (var path in paths)
            {
                edge.Add(OnlyLive(node, path));
            }

            edges.Add(edge);
        }

        return edges;
    }

    private PathState OnlyLive(Node node, PathState path) => path.Facts.Count == 0
        ? path
        : path with { Facts = path.Facts.OnlyAbout(term => _liveness.IsLive(node.Block.Ordinal, term)) };

    /// <summary>
    /// In a handler, what one edge does not bring yet it may bring when it is taken again: only what is stable can be a conflict. The first one
    /// in the order of the source is settled, and everything is solved once more: what lay behind it may have conflicted only because of it.
    /// </summary>
    private bool FindConflictInHandler()
    {
        foreach (var node in _byId.OrderBy(node => node.Block.Ordinal).ThenBy(node => node.Id))
        {
            if (node.IsInHandler && node.IsMeeting && !_conflictsInHandlers.ContainsKey(node.Key) && FindConflict(node, EdgesOf(node)) is { } conflict)
            {
                _conflictsInHandlers.Add(node.Key, conflict);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Once found, a conflict stays: states only grow. So it does not matter that its own silence may come back around a loop. In a handler
    /// only a depth that one edge brings and another does not is new.
    /// </summary>
    private Conflict? FindConflict(Node node, List<List<PathState>> edges)
    {
        if (node.IsUnwinding || node.IsInFilter || node.Incoming.Keys.Any(key => key.Kind == EdgeKind.Exceptional))
        {
            return null;
        }

        if (!node.IsInHandler)
        {
            // Which edge brings what matters in a handler only, and a switch has thousands of edges that bring the same.
            return FirstConflict([.. edges.SelectMany(paths => paths).Distinct()]) is var (one, two) ? new Conflict(_sites.OfMeeting(node), one, two) : null;
        }

        var pairs =
            from edge in edges
            from other in edges
            where edge != other
            from one in edge
            from two in other
            where Paths.Conflict(one, two) && !edge.Any(path => path.Depth == two.Depth)
            select (Conflict?)new Conflict(_sites.OfMeeting(node), one.Depth, two.Depth);
        return pairs.FirstOrDefault();
    }

    private static (Depth One, Depth Two)? FirstConflict(List<PathState> sides)
    {
        for (var i = 0; i < sides.Count; i++)
        {
            for (var j = 0; j < sides.Count; j++)
            {
                if (Paths.Conflict(sides[i], sides[j]))
                {
                    return (sides[i].Depth, sides[j].Depth);
                }
            }
        }

        return null;
    }

    /// <summary>More conditions than are kept apart: paths joined that may never meet, and from here on their depths are silenced.</summary>
    private void AddUncertainConflict(Node node, ImmutableArray<PathState> met)
    {
        foreach (var side in met)
        {
            if (side.Depth.Min != side.Depth.Max)
            {
                _analysis.AddConflict(new Conflict(_sites.OfMeeting(node), Depth.Of(side.Depth.Min), Depth.Of(side.Depth.Max), IsUncertain: true));
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
