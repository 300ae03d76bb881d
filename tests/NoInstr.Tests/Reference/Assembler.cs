namespace NoInstr.Tests.Reference;

/// <summary>
/// Lays a body out as straight code with branches, in the order of the source: what objtool reads. Finally blocks are copied to each way out,
/// as a compiler does; there are no exceptions in a kernel.
/// </summary>
internal sealed class Assembler
{
    private readonly List<Instruction> _code = [];
    private Ways _ways = new([], [], Outer: null);

    public static IReadOnlyList<Instruction> Assemble(Body program)
    {
        var assembler = new Assembler();
        assembler.Add(program);
        assembler.Emit(new(Opcode.Return));
        return assembler._code;
    }

    private void Add(Body body)
    {
        foreach (var statement in body.Statements)
        {
            Add(statement);
        }
    }

    private void Add(Statement statement)
    {
        switch (statement)
        {
            case Simple simple:
                Add(simple.Act);
                break;
            case Assign assign:
                Emit(new(Opcode.Set, assign.Flag, Value: assign.Value));
                break;
            case If branch:
                Add(branch);
                break;
            case While loop:
                Add(loop);
                break;
            case Switch choice:
                Add(choice);
                break;
            case TryFinally protect:
                var outside = _ways;
                _ways = new Ways(outside.Breaks, outside.Continues, outside) { Cleanup = protect.Finally };
                Add(protect.Body);
                _ways = outside;
                Add(protect.Finally);
                break;
            default:
                throw new InvalidOperationException($"No code for {statement}.");
        }
    }

    private void Add(Act act)
    {
        switch (act)
        {
            case Act.Enter:
                Emit(new(Opcode.Nop));
                break;
            case Act.Trace:
                Emit(new(Opcode.Call));
                break;
            case Act.Begin:
                Emit(new(Opcode.Begin));
                break;
            case Act.End:
                Emit(new(Opcode.End));
                break;
            case Act.Return:
                Unwind(toLoop: false);
                Emit(new(Opcode.Return));
                break;
            case Act.Break:
                Unwind(toLoop: true);
                _ways.Breaks.Add(Emit(new(Opcode.Jump)));
                break;
            case Act.Continue:
                Unwind(toLoop: true);
                _ways.Continues.Add(Emit(new(Opcode.Jump)));
                break;
            default:
                throw new InvalidOperationException($"No code for {act}.");
        }
    }

    private void Add(If branch)
    {
        var (whenTrue, whenFalse) = Test(branch.Condition);
        Land(whenTrue);
        Add(branch.Then);
        var done = Emit(new(Opcode.Jump));
        Land(whenFalse);
        Add(branch.Else);
        Land([done]);
    }

    private void Add(While loop)
    {
        var head = _code.Count;
        var outside = _ways;
        _ways = new Ways([], [], outside) { IsLoop = true };
        var (whenTrue, whenFalse) = Test(loop.Condition);
        Land(whenTrue);
        Add(loop.Body);
        Emit(new(Opcode.Jump)).Target = head;
        _ways.Continues.ForEach(jump => jump.Target = head);
        Land([.. whenFalse, .. _ways.Breaks]);
        _ways = outside;
    }

    private void Add(Switch choice)
    {
        var labels = choice.Sections.Where(section => section.Label is not null).Select(section => Emit(new(Opcode.Branch, Label: section.Label))).ToList();
        var done = new List<Instruction>();
        if (choice.Sections.SingleOrDefault(section => section.Label is null) is { } last)
        {
            Add(last.Body);
        }

        done.Add(Emit(new(Opcode.Jump)));
        foreach (var label in labels)
        {
            Land([label]);
            Add(choice.Sections.Single(section => section.Label == label.Label).Body);
            done.Add(Emit(new(Opcode.Jump)));
        }

        Land(done);
    }

    private (List<Instruction> WhenTrue, List<Instruction> WhenFalse) Test(Condition condition)
    {
        var whenTrue = new List<Instruction>();
        var whenFalse = new List<Instruction>();
        foreach (var (operand, index) in condition.Operands.Select((operand, index) => (operand, index)))
        {
            var isLast = index == condition.Operands.Count - 1;
            var taken = Emit(new(Opcode.Branch, operand.Flag));
            var other = Emit(new(Opcode.Jump));
            var (holds, fails) = operand.IsNegated ? (other, taken) : (taken, other);
            var (decides, goesOn) = condition.IsAnd ? (fails, holds) : (holds, fails);
            (condition.IsAnd ? whenFalse : whenTrue).Add(decides);
            if (isLast)
            {
                (condition.IsAnd ? whenTrue : whenFalse).Add(goesOn);
            }
            else
            {
                Land([goesOn]);
            }
        }

        return (whenTrue, whenFalse);
    }

    /// <summary>Copies the finally blocks between here and where a jump goes.</summary>
    private void Unwind(bool toLoop)
    {
        var here = _ways;
        for (var ways = here; ways is { Outer: { } outer } && !(toLoop && ways.IsLoop); ways = outer)
        {
            _ways = outer;
            Add(ways.Cleanup);
        }

        _ways = here;
    }

    private void Land(List<Instruction> jumps) => jumps.ForEach(jump => jump.Target = _code.Count);

    private Instruction Emit(Instruction instruction)
    {
        _code.Add(instruction);
        return instruction;
    }

    /// <summary>The ways out of the construct that is being laid out.</summary>
    private sealed record Ways(List<Instruction> Breaks, List<Instruction> Continues, Ways? Outer)
    {
        public bool IsLoop { get; init; }

        public Body Cleanup { get; init; } = Body.Empty;
    }
}
