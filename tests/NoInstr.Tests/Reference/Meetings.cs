namespace NoInstr.Tests.Reference;

/// <summary>
/// Where paths of different depth meet that nothing tells apart, and what comes after that: there the engine has joined them, and says less
/// than the paths do.
/// </summary>
internal sealed class Meetings
{
    /// <summary>Sides that the engine keeps apart where exceptions gather.</summary>
    private const int MostSides = 8;

    private readonly EveryPath _paths;
    private readonly HashSet<Instruction> _meetings;
    private readonly HashSet<Instruction> _calls;
    private readonly HashSet<Instruction> _behind;
    private readonly HashSet<Instruction> _behindVague;

    public Meetings(EveryPath paths, Func<Invoke, Summary> summaries)
    {
        _paths = paths;
        var reached = paths.Code.Instructions.Where(instruction => paths.At(instruction).Count > 0).ToList();
        _meetings = [.. reached.Where(IsConflict)];
        _calls = [.. reached.Where(call => call.Invoke is { } invoke && IsConflict(call, invoke, summaries(invoke)))];
        _behindVague = Behind(reached.Where(instruction => (instruction.Invoke is { } call && !summaries(call).IsExact) || IsCrowded(instruction)).Concat(paths.Cut));
        _behind = [.. _behindVague, .. Behind(_meetings), .. Behind(_calls)];
        IsExact = _meetings.Count == 0 && _calls.Count == 0 && _behindVague.Count == 0;
    }

    /// <summary>Where paths meet, or come out of a call, and the line of it.</summary>
    public IEnumerable<(Instruction At, int Line)> Conflicts => _meetings.Select(at => (at, LineOf(at))).Concat(_calls.Select(at => (at, at.Line)));

    public bool IsExact { get; }

    /// <summary>Whether paths come here that met before.</summary>
    public bool IsBehind(Instruction instruction) => _behind.Contains(instruction);

    /// <summary>Whether the paths have met when the instruction is carried out.</summary>
    public bool HaveMet(Instruction instruction) => IsBehind(instruction) || _meetings.Contains(instruction);

    /// <summary>Whether paths come here that the engine has lost sight of, for another reason.</summary>
    public bool IsBehindVague(Instruction instruction) => _behindVague.Contains(instruction);

    public bool Leads(Instruction from, Instruction to) => Behind([from]).Contains(to);

    /// <summary>Where paths meet that may have met before, or all of them.</summary>
    public IEnumerable<int> LaterLines(bool isVague) => _paths.Code.Instructions
        .Where(at => (isVague || at.IsEmptyLoop || IsBehind(at)) && _paths.Code.Before(at).Skip(1).Any())
        .Select(LineOf);

    public int LineOf(Instruction meeting)
    {
        var first = meeting;
        while (first is { Opcode: Opcode.Try, Next: { } inside })
        {
            first = inside;
        }

        var isLoop = _paths.Code.Before(first).Any(from => from.Order >= first.Order);
        while (first.IsImplicit && first.Next is { } next)
        {
            first = next;
        }

        var line = first.Opcode == Opcode.Return ? first.Line : isLoop ? first.LoopStart : first.Start;
        return line < 0 ? _paths.Code.End : line;
    }

    private bool IsConflict(Instruction at)
    {
        // Returns are judged on their own. What an exception brings together does not meet in the source, not even in a loop that a handler starts with.
        if (at.IsEmptyLoop || at.Opcode is Opcode.Return or Opcode.Escape or Opcode.Handler || at.IsUnwinding || _paths.Arriving(at) is not { Count: > 1 } ways || ways.Keys.Any(way => way.From.Opcode == Opcode.Handler && way.From.Handlers == at.Handlers))
        {
            return false;
        }

        var mask = _paths.Questions.AskedFrom(at);
        if (at.Handlers == 0)
        {
            return _paths.At(at).GroupBy(point => point.Project(mask)).Any(alike => alike.Select(point => point.Depth).Distinct().Count() > 1);
        }

        // In a handler only a depth that one way brings and another does not is new.
        return ways.Values.Any(one => ways.Values.Any(other => one != other
            && one.Any(left => other.Any(right => left.Depth != right.Depth && left.Project(mask) == right.Project(mask) && one.All(point => point.Depth != right.Depth)))));
    }

    /// <summary>The arguments do not tell which of the ways to return is taken.</summary>
    private bool IsConflict(Instruction call, Invoke invoke, Summary summary) =>
        summary.IsExact && _paths.At(call).Any(point => _paths.ValuesOf(invoke, point).SelectMany(summary.NetsWhen).Select(net => _paths.DepthAfter(point, net)).Distinct().Count() > 1);

    private bool IsCrowded(Instruction at)
    {
        var ways = _paths.Arriving(at);
        if (ways.Count < 2 || at.Handlers == 0)
        {
            return false;
        }

        var mask = _paths.Questions.AskedFrom(at);
        return _paths.At(at).Select(point => (point.Project(mask), point.Depth)).Distinct().Count() > MostSides;
    }

    /// <summary>Also on ways that no path takes: the engine has lost what rules them out.</summary>
    private static HashSet<Instruction> Behind(IEnumerable<Instruction> sources)
    {
        var behind = new HashSet<Instruction>();
        var pending = new Stack<Instruction>(sources.SelectMany(Next));
        while (pending.TryPop(out var instruction))
        {
            if (behind.Add(instruction))
            {
                foreach (var further in Next(instruction))
                {
                    pending.Push(further);
                }
            }
        }

        return behind;

        static IEnumerable<Instruction> Next(Instruction instruction) => instruction.Successors.Concat(instruction.Catches);
    }
}
