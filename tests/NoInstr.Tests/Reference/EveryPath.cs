namespace NoInstr.Tests.Reference;

/// <summary>
/// All paths of a function, followed from every value of its parameters with concrete values: nothing is joined, nothing is widened. Two
/// paths with the same depth and values at one place have the same future, so that they are followed once; and loops are followed until they
/// bring nothing new. Where scopes pile up without end, paths deeper than <see cref="DeepestScope"/> are dropped.
/// A call may throw once it is done; markers may not. After an unmatched End of a root the depth is 0.
/// </summary>
internal sealed class EveryPath
{
    private const int DeepestScope = 10;

    private readonly Code _code;
    private readonly Func<Invoke, Summary> _summaries;
    private readonly bool _isRelative;
    private readonly HashSet<Point>[] _reached;
    private readonly Dictionary<Exit, HashSet<Point>>[] _arrived;
    private readonly Stack<(Instruction At, Point Point)> _pending = new();
    private readonly HashSet<Instruction> _cut = [];

    /// <param name="isRelative">A helper or local function, from depth 0 relative to its call: the depth may fall below.</param>
    public EveryPath(Code code, int depth, bool isRelative, Func<Invoke, Summary> summaries)
    {
        _code = code;
        Questions = new Questions(code, isRelative);
        _summaries = summaries;
        _isRelative = isRelative;
        _reached = [.. code.Instructions.Select(_ => new HashSet<Point>())];
        _arrived = [.. code.Instructions.Select(_ => new Dictionary<Exit, HashSet<Point>>())];
        foreach (var start in Point.Starts(depth))
        {
            Arrive(new Exit(code.Start, false), code.Start, start);
        }

        do
        {
            Follow();
        }
        while (EnterUnreachedHandlers());
    }

    public Code Code => _code;

    public Questions Questions { get; }

    /// <summary>Where paths were dropped.</summary>
    public IReadOnlySet<Instruction> Cut => _cut;

    public IReadOnlySet<Point> At(Instruction instruction) => _reached[instruction.Index];

    /// <summary>What each way to it brings.</summary>
    public IReadOnlyDictionary<Exit, HashSet<Point>> Arriving(Instruction instruction) => _arrived[instruction.Index];

    public IEnumerable<int> ValuesOf(Invoke call, Point point) => ValuesOf(call, point, _code.Aliased);

    /// <summary>The values of a callee's parameters that an argument list may stand for.</summary>
    public static IEnumerable<int> ValuesOf(Invoke call, Point point, int aliased)
    {
        IEnumerable<int> values = [0];
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = call.Arguments[i];
            var bit = Point.Bit(Code.Parameters[i]);
            bool? known = argument.Flag is not { } flag ? argument.Constant
                : (aliased & Point.Bit(flag)) != 0 ? null
                : point[flag] != argument.IsNegated;
            values = [.. known is { } value ? values.Select(before => value ? before | bit : before) : values.SelectMany(before => new[] { before, before | bit })];
        }

        return values;
    }

    private void Follow()
    {
        while (_pending.TryPop(out var next))
        {
            Step(next.At, next.Point);
        }
    }

    private void Step(Instruction at, Point point)
    {
        switch (at.Opcode)
        {
            case Opcode.Nop or Opcode.Handler or Opcode.Try or Opcode.Read:
                Go(at, at.Next, point);
                break;
            case Opcode.Call:
                Throw(at, point);
                Go(at, at.Next, point);
                break;
            case Opcode.Begin:
                Go(at, at.Next, Shift(at, point, 1));
                break;
            case Opcode.End:
                Go(at, at.Next, Shift(at, point, -1));
                break;
            case Opcode.Set:
                foreach (var value in at.Value is { } known ? [known] : new[] { true, false })
                {
                    Go(at, at.Next, point.With(at.Flag!.Value, value));
                }

                break;
            case Opcode.Copy:
                var chosen = point.With(at.Flag!.Value, point[Flag.Choice]);
                Go(at, at.Next, chosen.With(Flag.Choice, false));
                break;
            case Opcode.Branch:
                var isTaken = at.Flag is { } flag ? (_code.Aliased & Point.Bit(flag)) != 0 ? null : point[flag] : at.Case is { } @case ? point.Case == @case : (bool?)null;
                foreach (var forgetful in Forget(point, Questions.Subject(at)))
                {
                    Go(at, isTaken != false ? at.Taken : null, forgetful, isTaken: true);
                    Go(at, isTaken != true ? at.Next : null, forgetful);
                }

                break;
            case Opcode.Invoke:
                Invoke(at, point);
                break;
            case Opcode.Raise:
                Throw(at, point);
                break;
        }
    }

    private void Invoke(Instruction at, Point point)
    {
        var summary = _summaries(at.Invoke!);
        foreach (var net in summary.Throws)
        {
            if (Shift(at, point, net) is { } thrown)
            {
                Throw(at, thrown);
            }
        }

        var asked = at.Invoke!.Arguments.Aggregate(0, (mask, argument) => mask | (argument.Flag is { } flag ? Point.Bit(flag) : 0));
        foreach (var net in ValuesOf(at.Invoke!, point).SelectMany(summary.NetsWhen).Distinct())
        {
            foreach (var forgetful in Forget(point, asked))
            {
                Go(at, at.Next, Shift(at, forgetful, net));
            }
        }
    }

    /// <summary>What only one place asks is not kept: when a loop comes back there, the answer may be another.</summary>
    private IEnumerable<Point> Forget(Point point, int asked) => point.Vary(asked & ~Questions.Correlated);

    private void Throw(Instruction at, Point point)
    {
        foreach (var handler in at.Filters.Concat(at.OnThrow))
        {
            Arrive(new Exit(at, false), handler, point);
        }
    }

    private void Go(Instruction from, Instruction? to, Point? point, bool isTaken = false)
    {
        if (to is not null && point is { } arriving)
        {
            Arrive(new Exit(from, isTaken), to, arriving);
        }
    }

    private void Arrive(Exit from, Instruction to, Point point)
    {
        var arrived = _arrived[to.Index];
        if (!arrived.TryGetValue(from, out var points))
        {
            arrived.Add(from, points = []);
        }

        points.Add(point);
        if (_reached[to.Index].Add(point))
        {
            _pending.Push((to, point));
        }
    }

    public int DepthAfter(Point point, int by) => _isRelative ? point.Depth + by : Math.Max(0, point.Depth + by);

    private Point? Shift(Instruction at, Point point, int by)
    {
        var depth = DepthAfter(point, by);
        if (Math.Abs(depth) > DeepestScope)
        {
            _cut.Add(at);
            return null;
        }

        return point.At(depth);
    }

    /// <summary>The runtime throws too, where no call does: a handler that no path enters is entered as its try is.</summary>
    private bool EnterUnreachedHandlers()
    {
        var unreached = _code.Instructions
            .Where(instruction => At(instruction).Count > 0)
            .SelectMany(protect => protect.Catches.Where(handler => At(handler).Count == 0).Select(handler => (protect, handler)))
            .ToList();
        foreach (var (protect, handler) in unreached)
        {
            // Where a try starts with a loop, it is entered at each turn.
            var first = protect.Next is { } next && next.Around.Count >= protect.Around.Count ? next : protect;
            foreach (var point in At(first).ToList())
            {
                Arrive(new Exit(first, false), handler, point);
            }
        }

        return _pending.Count > 0;
    }
}
