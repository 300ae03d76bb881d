namespace NoInstr.Tests.Reference;

/// <summary>
/// Which flags are asked again from an instruction on, before they are written: only these tell paths apart that meet there. A flag that only
/// one place of the function talks about tells nothing. What the engine's notes say, worked out on the instructions.
/// </summary>
internal sealed class Questions
{
    private readonly Dictionary<Origin, int> _asked = [];
    private readonly Code _code;
    private readonly bool _isRelative;

    /// <param name="isRelative">The function counts as part of its caller, which knows its parameters.</param>
    public Questions(Code code, bool isRelative)
    {
        _code = code;
        _isRelative = isRelative;
        Correlated = Count() & ~code.Aliased;
        var isDone = false;
        while (!isDone)
        {
            isDone = true;
            for (var i = code.Instructions.Count - 1; i >= 0; i--)
            {
                var instruction = code.Instructions[i];
                var known = AskedFrom(instruction);
                var now = known | Before(instruction);
                _asked[instruction.Origin] = now;
                isDone &= now == known;
            }
        }
    }

    /// <summary>What more than one place talks about.</summary>
    public int Correlated { get; }

    public int AskedFrom(Instruction instruction) => _asked.GetValueOrDefault(instruction.Origin) | (_isRelative ? _code.KeptParameters : 0);

    private int Before(Instruction instruction)
    {
        var asked = instruction.Successors.Aggregate(0, (mask, next) => mask | AskedFrom(next));
        if (instruction.Opcode is Opcode.Branch or Opcode.Call or Opcode.Invoke or Opcode.Try or Opcode.Copy || instruction.Next is not { } next || next.Around.Count < instruction.Around.Count || _code.Before(next).Skip(1).Any())
        {
            // The engine takes it that anything in a block may throw.
            asked |= instruction.Around.Aggregate(0, (mask, handler) => mask | AskedFrom(handler));
        }

        switch (instruction.Opcode)
        {
            case Opcode.Branch or Opcode.Read:
                return asked | (Subject(instruction) & Correlated);
            case Opcode.Set:
                return asked & ~Point.Bit(instruction.Flag!.Value);
            case Opcode.Copy:
                return (asked & ~Point.Bit(instruction.Flag!.Value)) | (instruction.IsKnown ? Point.Bit(Flag.Choice) : 0);
            case Opcode.Invoke:
                return asked | (instruction.Invoke!.Arguments.Aggregate(0, (mask, argument) => mask | (argument.Flag is { } flag ? Point.Bit(flag) : 0)) & Correlated);
            default:
                return asked;
        }
    }

    public static int Subject(Instruction branch) => branch.Flag is { } flag ? Point.Bit(flag) : branch.Case is null ? 0 : Point.CaseBit;

    private int Count()
    {
        var places = new Dictionary<int, int>();
        foreach (var instruction in _code.Instructions.DistinctBy(instruction => instruction.Origin))
        {
            switch (instruction.Opcode)
            {
                case Opcode.Branch or Opcode.Read:
                    Add(Subject(instruction));
                    break;
                case Opcode.Set when instruction.Value is not null:
                case Opcode.Copy:
                    Add(Point.Bit(instruction.Flag!.Value));
                    break;
                case Opcode.Invoke:
                    foreach (var argument in instruction.Invoke!.Arguments)
                    {
                        Add(argument.Flag is { } flag ? Point.Bit(flag) : 0);
                    }

                    break;
            }
        }

        foreach (var parameter in Code.Parameters)
        {
            Add(_isRelative ? _code.KeptParameters & Point.Bit(parameter) : 0);
        }

        return places.Where(place => place.Value > 1).Aggregate(0, (mask, place) => mask | place.Key);

        void Add(int bit) => places[bit] = places.GetValueOrDefault(bit) + 1;
    }
}
