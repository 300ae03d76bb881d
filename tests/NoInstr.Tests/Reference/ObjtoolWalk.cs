namespace NoInstr.Tests.Reference;

/// <summary>
/// objtool's do_validate_branch(), as far as noinstr goes: a branch gets a copy of the state, the taken edge is walked first, and an
/// instruction that has been seen is not walked again, whatever the depth (the first path wins). Depth may fall below zero. The first
/// violation ends the walk. One thing is added: whether the path that it was found on can be taken, because objtool does not know that two
/// branches test the same condition.
/// </summary>
internal sealed class ObjtoolWalk
{
    private readonly IReadOnlyList<Instruction> _code;
    private readonly bool[] _visited;

    private ObjtoolWalk(IReadOnlyList<Instruction> code)
    {
        _code = code;
        _visited = new bool[code.Count];
    }

    /// <summary>Null when objtool has nothing to say.</summary>
    public static ObjtoolWarning? Validate(Body program)
    {
        var code = Assembler.Assemble(program);
        return new ObjtoolWalk(code).ValidateBranch(0, 0, Assumptions.None);
    }

    private ObjtoolWarning? ValidateBranch(int at, int depth, Assumptions assumed)
    {
        while (!_visited[at])
        {
            _visited[at] = true;
            var instruction = _code[at];
            switch (instruction.Opcode)
            {
                case Opcode.Begin:
                    depth++;
                    break;
                case Opcode.End:
                    depth--;
                    break;
                case Opcode.Call when depth <= 0:
                    return new ObjtoolWarning("call leaves .noinstr.text section", assumed.CanHold);
                case Opcode.Return:
                    return depth > 0 ? new ObjtoolWarning("return with instrumentation enabled", assumed.CanHold) : null;
                case Opcode.Set:
                    assumed = assumed.Set(instruction);
                    break;
                case Opcode.Branch:
                    if (ValidateBranch(instruction.Target, depth, assumed.Assume(instruction, true)) is { } warning)
                    {
                        return warning;
                    }

                    assumed = assumed.Assume(instruction, false);
                    break;
            }

            at = instruction.Opcode == Opcode.Jump ? instruction.Target : at + 1;
        }

        return null;
    }

    /// <summary>What the branches of a path take for granted.</summary>
    private sealed record Assumptions(bool? A, bool? B, bool? C, int? V, int NotV, bool CanHold)
    {
        public static readonly Assumptions None = new(null, null, null, null, 0, true);

        public Assumptions Assume(Instruction branch, bool isTaken) =>
            branch.Label is { } label ? AssumeLabel(label, isTaken)
            : branch.Flag is not { } flag ? this
            : With(flag, isTaken) with { CanHold = CanHold && Of(flag) != !isTaken };

        public Assumptions Set(Instruction store) => With(store.Flag!.Value, store.Value);

        private Assumptions AssumeLabel(int label, bool isTaken) => isTaken
            ? this with { V = label, CanHold = CanHold && (V ?? label) == label && (NotV & 1 << label) == 0 }
            : this with { NotV = NotV | 1 << label, CanHold = CanHold && V != label };

        private bool? Of(Flag flag) => flag switch { Flag.A => A, Flag.B => B, _ => C };

        private Assumptions With(Flag flag, bool? value) => flag switch
        {
            Flag.A => this with { A = value },
            Flag.B => this with { B = value },
            _ => this with { C = value },
        };
    }
}

internal sealed record ObjtoolWarning(string Text, bool CanHappen);
