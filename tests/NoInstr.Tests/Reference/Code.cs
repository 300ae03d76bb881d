namespace NoInstr.Tests.Reference;

/// <summary>A function, laid out.</summary>
internal sealed class Code
{
    public static readonly Flag[] Parameters = [Flag.A, Flag.B, Flag.C];

    private readonly ILookup<Instruction, Instruction> _before;

    public Code(Instruction start, Instruction escape, IReadOnlySet<Instruction> anchors, Body function, int end)
    {
        Start = start;
        Escape = escape;
        End = end;
        var instructions = new List<Instruction>();
        var seen = new HashSet<Instruction>();
        var pending = new Stack<Instruction>([escape, start]);
        while (pending.TryPop(out var instruction))
        {
            if (!seen.Add(instruction))
            {
                continue;
            }

            instruction.Index = instructions.Count;
            instructions.Add(instruction);
            instruction.Next = Skip(instruction.Next);
            instruction.Taken = Skip(instruction.Taken);
            foreach (var successor in instruction.Successors.Concat(instruction.Catches).Append(instruction.Unwind ?? escape))
            {
                pending.Push(successor);
            }
        }

        Instructions = instructions;
        _before = instructions.SelectMany(from => from.Successors.Concat(from.Catches).Select(to => (from, to))).ToLookup(way => way.to, way => way.from);
        Aliased = Written(function).Aggregate(0, (mask, flag) => mask | Point.Bit(flag));
        var assigned = instructions.Where(instruction => instruction.Opcode is Opcode.Set or Opcode.Copy).Aggregate(0, (mask, write) => mask | Point.Bit(write.Flag!.Value));
        KeptParameters = Parameters.Aggregate(0, (mask, flag) => mask | Point.Bit(flag)) & ~Aliased & ~assigned;

        // An anchor is no instruction, but for a loop of nothing but anchors.
        Instruction? Skip(Instruction? target)
        {
            for (var steps = 0; target is not null && anchors.Contains(target); steps++)
            {
                if (steps > anchors.Count)
                {
                    break;
                }

                target = target.Next;
            }

            return target;
        }
    }

    public Instruction Start { get; }

    public Instruction Escape { get; }

    /// <summary>The line of the closing brace.</summary>
    public int End { get; }

    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>Flags that may change without a write that the function shows: conditions over them say nothing about each other.</summary>
    public int Aliased { get; }

    /// <summary>Parameters that are never written: a caller's argument is their value all along.</summary>
    public int KeptParameters { get; }

    public IEnumerable<Instruction> Before(Instruction instruction) => _before[instruction];

    private static IEnumerable<Flag> Written(Body body)
    {
        foreach (var statement in body.Statements)
        {
            if (statement is Lambda { Written: { } flag })
            {
                yield return flag;
            }

            foreach (var inner in statement.Bodies.SelectMany(Written))
            {
                yield return inner;
            }
        }
    }
}
