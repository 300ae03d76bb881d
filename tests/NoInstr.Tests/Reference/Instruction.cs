using System.Runtime.CompilerServices;

namespace NoInstr.Tests.Reference;

internal enum Opcode
{
    Nop,

    /// <summary>Where an exception goes: the start of a handler, a filter, or a finally block that unwinds.</summary>
    Handler,

    /// <summary>Where a try starts.</summary>
    Try,
    Call,
    Begin,
    End,

    /// <summary>A flag, or <c>v</c>, is read to be used later.</summary>
    Read,

    /// <summary>A flag gets a value, or one that nobody knows.</summary>
    Set,

    /// <summary>A flag gets the value of a switch expression.</summary>
    Copy,

    /// <summary>To the target when the condition holds, else on to the next; either, where nobody knows.</summary>
    Branch,

    /// <summary>A helper or a local function.</summary>
    Invoke,

    /// <summary>A primitive does what its contract says.</summary>
    Act,

    /// <summary>An exception is thrown, or goes on after a finally block.</summary>
    Raise,
    Return,

    /// <summary>Where exceptions leave the function.</summary>
    Escape,
}

/// <summary>What a compiler makes of a part of a statement. Lines: where a finding about it is shown, and where one about paths that meet here.</summary>
internal sealed class Instruction(Opcode opcode, Origin origin)
{
    public Opcode Opcode { get; } = opcode;

    /// <summary>The copies of a finally block are one place in the source: the same node, the same origin.</summary>
    public Origin Origin { get; } = origin;

    /// <summary>In the order of the source: an edge that does not go up goes around a loop.</summary>
    public int Order { get; init; } = -1;

    /// <summary><c>L1: goto L1;</c></summary>
    public bool IsEmptyLoop => Order < 0 && Opcode == Opcode.Nop && Next == this;

    /// <summary>Among the instructions of its function.</summary>
    public int Index { get; set; } = -1;

    public int Line { get; init; } = -1;

    /// <summary>First line of the statement, with its label.</summary>
    public int Start { get; init; } = -1;

    /// <summary>Where paths that come around a loop meet; the same as <see cref="Start"/> where no loop starts.</summary>
    public int LoopStart { get; init; } = -1;

    public Callee Callee { get; init; }

    public Flag? Flag { get; init; }

    /// <summary>A branch asks whether <c>v</c> is this.</summary>
    public int? Case { get; init; }

    public bool? Value { get; init; }

    /// <summary>Some arm of the switch expression is a constant.</summary>
    public bool IsKnown { get; init; }

    public Invoke? Invoke { get; init; }

    /// <summary>What a primitive is called for, or where a token goes.</summary>
    public Statement? Act { get; init; }

    /// <summary>A branch asks about an entry state.</summary>
    public States.Told? Told { get; init; }

    /// <summary>The compiler added it, and it has no place of its own.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>How many handlers this is in: catches, filters, finally blocks that unwind.</summary>
    public int Handlers { get; init; }

    /// <summary>In a finally block that unwinds, or in a filter: what meets here does not in the source.</summary>
    public bool IsUnwinding { get; init; }

    public Instruction? Next { get; set; }

    /// <summary>Where a branch goes when it is taken.</summary>
    public Instruction? Taken { get; set; }

    /// <summary>Where an exception goes from here: each is possible, because nobody knows its type.</summary>
    public IReadOnlyList<Instruction> OnThrow { get; init; } = [];

    /// <summary>The filters that are asked first, before any finally block runs.</summary>
    public IReadOnlyList<Instruction> Filters { get; init; } = [];

    /// <summary>All handlers around, whether or not this can throw.</summary>
    public IReadOnlyList<Instruction> Around { get; init; } = [];

    /// <summary>At the start of a try: its handlers and filters.</summary>
    public IReadOnlyList<Instruction> Catches { get; init; } = [];

    /// <summary>At the start of a try: its finally block, for an exception.</summary>
    public Instruction? Unwind { get; init; }

    public IEnumerable<Instruction> Successors => new[] { Next, Taken }.OfType<Instruction>().Concat(OnThrow).Concat(Filters);
}

/// <summary>One of the two ways on from an instruction.</summary>
internal readonly record struct Exit(Instruction From, bool IsTaken)
{
    public void LeadsTo(Instruction target)
    {
        if (IsTaken)
        {
            From.Taken = target;
        }
        else
        {
            From.Next = target;
        }
    }
}

/// <summary>A node of the program, and what part of it.</summary>
internal readonly struct Origin(object node, object? part = null) : IEquatable<Origin>
{
    private readonly object _node = node;
    private readonly object? _part = part;

    public bool Equals(Origin other) => ReferenceEquals(_node, other._node) && Equals(_part, other._part);

    public override bool Equals(object? obj) => obj is Origin other && Equals(other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(_node) ^ (_part?.GetHashCode() ?? 0);
}
