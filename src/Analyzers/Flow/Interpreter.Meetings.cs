using System.Collections.Immutable;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>Where paths come together: what of them stays apart, and where depths differ that nothing tells apart.</summary>
internal sealed partial class Interpreter
{
    /// <summary>What reaches the node: paths that come along one edge stay as they are, several edges meet, exceptional ones gather.</summary>
    private ImmutableArray<PathState> Enter(Node node)
    {
        if (OnlySide(node) is { } side)
        {
            return side;
        }

        if (node.Visits > MostVisits)
        {
            var incoming = node.Incoming.SelectMany(static edge => edge.Paths).ToList();
            return incoming.Count > 0 ? [Paths.Collapse(incoming)] : [];
        }

        if (!node.IsMeeting)
        {
            // Calls in one block throw along one edge.
            var only = node.Incoming.Single();
            return only.Kind == EdgeKind.Exceptional ? Paths.Gather(only.Paths.Select(path => OnlyLive(node, path)))
                : only.Paths.Length < 2 ? only.Paths
                : [.. only.Paths.Distinct()];
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

    /// <summary>The usual case, and a cheap one: every edge brings the same state, and nothing is known.</summary>
    private static ImmutableArray<PathState>? OnlySide(Node node)
    {
        ImmutableArray<PathState>? first = null;
        foreach (var (_, _, paths) in node.Incoming)
        {
            if (paths.Length != 1 || paths[0].Facts.Count > 0 || (first is { } known && !known[0].HasSameState(paths[0])))
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
        foreach (var (_, _, paths) in node.Incoming)
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
        if (node.IsUnwinding || node.IsInFilter || node.Incoming.Any(static edge => edge.Kind == EdgeKind.Exceptional))
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
}
