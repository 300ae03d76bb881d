using System.Collections;
using System.Collections.Immutable;

namespace NoInstr.Analyzers.Flow;

/// <summary>What one edge brings: from which node, by which kind of branch.</summary>
internal readonly record struct Edge(int Source, EdgeKind Kind, ImmutableArray<PathState> Paths);

/// <summary>The edges into a node, in the order of their sources: a list, because most nodes have one or two.</summary>
internal sealed class Edges : IEnumerable<Edge>
{
    private readonly List<Edge> _edges = new(2);

    public int Count => _edges.Count;

    /// <summary>What the edge has brought so far; default where it is new.</summary>
    public ImmutableArray<PathState> this[int source, EdgeKind kind]
    {
        get
        {
            var at = Find(source, kind);
            return at < 0 ? default : _edges[at].Paths;
        }
        set
        {
            var at = Find(source, kind);
            var edge = new Edge(source, kind, value);
            if (at < 0)
            {
                _edges.Insert(~at, edge);
            }
            else
            {
                _edges[at] = edge;
            }
        }
    }

    public List<Edge>.Enumerator GetEnumerator() => _edges.GetEnumerator();

    IEnumerator<Edge> IEnumerable<Edge>.GetEnumerator() => _edges.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _edges.GetEnumerator();

    private int Find(int source, EdgeKind kind)
    {
        var (low, high) = (0, _edges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _edges[middle].Source != source ? _edges[middle].Source.CompareTo(source) : ((int)_edges[middle].Kind).CompareTo((int)kind);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
