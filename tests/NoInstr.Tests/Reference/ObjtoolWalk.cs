using System.Collections.Immutable;

namespace NoInstr.Tests.Reference;

/// <summary>
/// objtool's do_validate_branch(), as far as noinstr goes: a branch gets a copy of the state, the taken edge is walked first, and an
/// instruction that has been seen is not walked again, whatever the depth (the first path wins). Depth may fall below zero. The first
/// violation ends the walk. Helpers and local functions are part of the code, as a compiler leaves them; there are no exceptions in a kernel,
/// so that a throw is a dead end. One thing is added: whether the path that it was found on can be taken, because objtool does not know that
/// two branches test the same condition.
/// </summary>
internal sealed class ObjtoolWalk
{
    private readonly Func<Invoke, Code> _codeOf;
    private readonly HashSet<(Frame, Instruction)> _visited = [];
    private readonly Dictionary<(Frame, Instruction), Frame> _frames = [];

    private ObjtoolWalk(Func<Invoke, Code> codeOf) => _codeOf = codeOf;

    /// <summary>Null when objtool has nothing to say.</summary>
    public static ObjtoolWarning? Validate(Code root, Func<Invoke, Code> codeOf)
    {
        var frame = new Frame(null, null, root);
        return new ObjtoolWalk(codeOf).ValidateBranch(frame, root.Start, 0, 0, Machine.Start(frame));
    }

    private ObjtoolWarning? ValidateBranch(Frame frame, Instruction? at, int depth, int lowest, Machine machine)
    {
        while (at is not null && _visited.Add((frame, at)))
        {
            var instruction = at;
            at = instruction.Next;
            switch (instruction.Opcode)
            {
                case Opcode.Begin:
                    depth++;
                    break;
                case Opcode.End:
                    depth--;
                    lowest = Math.Min(lowest, depth);
                    break;
                case Opcode.Call when depth <= 0 && SensitivePoint.Of(instruction) is { } what:
                    return new ObjtoolWarning("call leaves .noinstr.text section", what.Id, LineOf(frame, instruction), machine.CanBe, lowest < 0);
                case Opcode.Set:
                    machine = machine.Set(frame, instruction.Flag!.Value, instruction.Value);
                    break;
                case Opcode.Copy:
                    machine = machine.Copy(frame, instruction.Flag!.Value);
                    break;
                case Opcode.Branch:
                    if (ValidateBranch(frame, instruction.Taken, depth, lowest, machine.Assume(frame, instruction, true)) is { } warning)
                    {
                        return warning;
                    }

                    machine = machine.Assume(frame, instruction, false);
                    break;
                case Opcode.Invoke:
                    var callee = FrameOf(frame, instruction);
                    machine = machine.Enter(frame, callee, instruction.Invoke!);
                    (frame, at) = (callee, callee.Code.Start);
                    break;
                case Opcode.Return when frame.Caller is { } caller:
                    (frame, at) = (caller, frame.Call!.Next);
                    break;
                case Opcode.Return:
                    return depth > 0 ? new ObjtoolWarning("return with instrumentation enabled", null, instruction.Line, machine.CanBe, lowest < 0) : null;
            }
        }

        return null;
    }

    private Frame FrameOf(Frame caller, Instruction call)
    {
        if (!_frames.TryGetValue((caller, call), out var frame))
        {
            _frames.Add((caller, call), frame = new Frame(caller, call, _codeOf(call.Invoke!)));
        }

        return frame;
    }

    /// <summary>Ours is shown at the call of a helper, but in a local function.</summary>
    private static int LineOf(Frame frame, Instruction instruction)
    {
        for (; frame.Call is { Invoke.IsLocal: false } call; frame = frame.Caller!)
        {
            instruction = call;
        }

        return instruction.Line;
    }

    /// <summary>One expansion of a function; compared by reference.</summary>
    private sealed class Frame(Frame? caller, Instruction? call, Code code)
    {
        public Frame? Caller { get; } = caller;

        public Instruction? Call { get; } = call;

        public Code Code { get; } = code;
    }

    /// <summary>The values that the flags of all frames may have on the path so far: none, if it cannot be taken.</summary>
    private sealed record Machine(ImmutableList<ImmutableDictionary<Frame, Point>> States)
    {
        public bool CanBe => !States.IsEmpty;

        public static Machine Start(Frame frame) => new([.. Point.Starts(0).Select(point => ImmutableDictionary<Frame, Point>.Empty.Add(frame, point))]);

        public Machine Set(Frame frame, Flag flag, bool? value) =>
            Each(frame, point => value is { } known ? [point.With(flag, known)] : [point.With(flag, true), point.With(flag, false)]);

        public Machine Copy(Frame frame, Flag flag) => Each(frame, point =>
            [point.With(flag, point[Flag.Choice]).With(Flag.Choice, false)]);

        public Machine Assume(Frame frame, Instruction branch, bool isTaken) => Each(frame, point =>
            branch.Flag is { } flag && point[flag] != isTaken ? []
            : branch.Case is { } @case && point.Case == @case != isTaken ? []
            : [point]);

        public Machine Enter(Frame caller, Frame callee, Invoke call) => new([.. States.SelectMany(state =>
            EveryPath.ValuesOf(call, state[caller], aliased: 0).Select(values => state.SetItem(callee, new Point(values, 0).WithCase(state[caller].Case))))]);

        private Machine Each(Frame frame, Func<Point, IEnumerable<Point>> step) =>
            new([.. States.SelectMany(state => step(state[frame]).Select(point => state.SetItem(frame, point)))]);
    }
}

/// <param name="Id">Ours for it; null for one about depths.</param>
/// <param name="IsUnbalanced">An End without a Begin was on the path: from there on objtool's depth is below ours.</param>
internal sealed record ObjtoolWarning(string Text, string? Id, int Line, bool CanHappen, bool IsUnbalanced);
