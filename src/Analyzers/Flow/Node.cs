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

    public (int Block, Continuation? Continuation) Key => (Block.Ordinal, Continuation);

    /// <summary>By source node and kind of edge: replaced as a whole when the source changes.</summary>
    public Edges Incoming { get; } = [];

    public int Visits { get; set; }

    /// <summary>A finally block on an exception's way out: nothing returns from here.</summary>
    public bool IsUnwinding { get; } = IsExceptional(continuation);

    /// <summary>In a catch, a filter, or an unwinding finally block: paths of different depth may have come in, and meet only behind it.</summary>
    public bool IsInHandler { get; } = IsExceptional(continuation) || IsIn(block.EnclosingRegion, ControlFlowRegionKind.Catch) || IsIn(block.EnclosingRegion, ControlFlowRegionKind.Filter);

    public bool IsInFilter { get; } = IsIn(block.EnclosingRegion, ControlFlowRegionKind.Filter);

    /// <summary>Whether more than one way leads here: only then do paths meet.</summary>
    public bool IsMeeting => Incoming.Count > 1;

    private static bool IsExceptional(Continuation? continuation)
    {
        for (; continuation is not null; continuation = continuation.Outer)
        {
            if (continuation.Branch is null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(ControlFlowRegion region, ControlFlowRegionKind kind)
    {
        for (ControlFlowRegion? enclosing = region; enclosing is not null; enclosing = enclosing.Outer())
        {
            if (enclosing.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }
}
