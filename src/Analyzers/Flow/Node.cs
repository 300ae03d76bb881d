using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NoInstr.Analyzers.Flow;

internal enum EdgeKind
{
    Entry,
    Conditional,
    FallThrough,
    Resume,
    Exceptional,
}

/// <summary>A block in one continuation, with what each edge brings to it.</summary>
internal sealed class Node(int id, BasicBlock block, Continuation? continuation)
{
    public int Id { get; } = id;

    public BasicBlock Block { get; } = block;

    public Continuation? Continuation { get; } = continuation;

    /// <summary>By source node and kind of edge: replaced as a whole when the source changes.</summary>
    public SortedDictionary<(int Source, EdgeKind Kind), ImmutableArray<PathState>> Incoming { get; } = [];

    public int Visits { get; set; }

    /// <summary>Whether more than one way leads here: only then do paths meet.</summary>
    public bool IsMeeting => Incoming.Count > 1;
}
