namespace NoInstr.Tests.Reference.States;

/// <summary>Paths that stand alike, and the values with which they do.</summary>
internal readonly record struct Side(Standing Standing, Valuations Values);

/// <summary>
/// All paths of a function, with concrete values, and of each state what it was and is. Paths that come by different ways to one place, with nothing
/// asked later that tells them apart, join there: each state by itself may be what it is on any of them, and is silent if it is on one. Nothing else is
/// ever joined. What comes in along a way is replaced when it is taken again, until nothing changes any more.
/// </summary>
internal sealed partial class StateWalk
{
    private const int MostSent = 200_000;

    private readonly Code _code;
    private readonly Questions _questions;
    private readonly Func<Invoke, StateSummary> _summaries;
    private readonly HashSet<Mistake> _settled = [];
    private readonly Dictionary<Exit, List<Side>>[] _arriving;
    private readonly SortedSet<(int Order, int Index)> _pending = [];
    private readonly StateCalls _calls;
    private int _sent;

    /// <param name="isCalled">It is asked what callers see, who know what they pass.</param>
    public StateWalk(Code code, Contract contract, bool isRelative, bool isCalled, Func<Invoke, StateSummary> summaries)
    {
        _code = code;
        Contract = contract;
        _questions = new Questions(code, isRelative || isCalled);
        _summaries = summaries;
        _arriving = [.. code.Instructions.Select(_ => new Dictionary<Exit, List<Side>>())];
        _calls = new StateCalls(contract, isRelative, _settled, [.. code.Instructions.Where(at => at.Act is not null || at.Invoke is not null).Select(at => at.Line).Distinct().Order()]);
        do
        {
            Solve();
        }
        while (Settle());
    }

    public Code Code => _code;

    /// <summary>
    /// A call that finds out that a state is on leaves out the ways in which it is off, and takes it for an effect where there is no other: so more ways
    /// can lead to fewer, and around a loop to no end. Nothing is said about such a program.
    /// </summary>
    public bool IsGivenUp { get; private set; }

    public Contract Contract { get; }

    /// <summary>What the last look at everything has shown.</summary>
    public StateCalls Calls => _calls;

    public List<Side> At(Instruction at) => Enter(at);

    /// <summary>Of each state the first mistake in the order of the source is settled, and everything looked at once more.</summary>
    private bool Settle()
    {
        _calls.Clear();
        foreach (var at in _code.Instructions.OrderBy(at => at.Order))
        {
            Step(at, (_, _, _) => { });
        }

        var open = _calls.Met.Where(met => !_settled.Contains(met.Mistake)).ToList();
        foreach (var ofStage in open.GroupBy(met => met.Mistake.Stage))
        {
            _settled.Add(ofStage.OrderBy(met => met.At.Line).ThenBy(met => met.At.Order).ThenBy(met => met.Mistake.Inner?.Line).First().Mistake);
        }

        return open.Count > 0;
    }

    private void Solve()
    {
        foreach (var arriving in _arriving)
        {
            arriving.Clear();
        }

        Send(new Exit(_code.Start, false), _code.Start, [new Side(Standing.Of(Contract), Valuations.Start)]);
        do
        {
            while (_pending.Count > 0)
            {
                var next = _pending.Min;
                _pending.Remove(next);
                var at = _code.Instructions[next.Index];
                var sent = new Dictionary<(Exit, Instruction), List<Side>>();
                Step(at, (exit, target, sides) =>
                {
                    if (!sent.TryGetValue((exit, target), out var known))
                    {
                        sent.Add((exit, target), known = []);
                    }

                    known.AddRange(sides);
                });
                foreach (var ((exit, target), sides) in sent)
                {
                    Send(exit, target, sides);
                }
            }
        }
        while (EnterUnreachedHandlers());
    }

    private void Send(Exit from, Instruction to, IEnumerable<Side> sides)
    {
        var merged = Merged(sides);
        var arriving = _arriving[to.Index];
        if (++_sent > MostSent)
        {
            IsGivenUp = true;
            return;
        }

        if (merged.Count > 0 && !(arriving.TryGetValue(from, out var known) && Same(known, merged)))
        {
            arriving[from] = merged;
            _pending.Add((to.Order, to.Index));
        }
    }

    private static bool Same(List<Side> left, List<Side> right) => left.Count == right.Count && left.All(right.Contains);

    private static List<Side> Merged(IEnumerable<Side> sides)
    {
        var merged = new List<Side>();
        foreach (var side in sides.Where(side => !side.Values.IsEmpty))
        {
            var same = merged.FindIndex(known => known.Standing == side.Standing);
            if (same < 0)
            {
                merged.Add(side);
            }
            else
            {
                merged[same] = side with { Values = merged[same].Values | side.Values };
            }
        }

        return merged;
    }

    /// <summary>The one place where paths join.</summary>
    private List<Side> Enter(Instruction at)
    {
        var arriving = _arriving[at.Index];
        var sides = Merged(arriving.Values.SelectMany(side => side));
        if ((arriving.Count < 2 && at.Opcode != Opcode.Handler) || sides.Count < 2 || at.Opcode is Opcode.Return or Opcode.Escape)
        {
            return sides;
        }

        return Join(sides, ~_questions.AskedFrom(at));
    }

    /// <param name="unasked">What tells nothing apart any more.</param>
    public static List<Side> Join(List<Side> sides, int unasked)
    {
        var parts = new List<(Standing? Standing, Valuations Values)> { (null, ~Valuations.None) };
        foreach (var side in sides)
        {
            var like = side.Values.Vary(unasked);
            parts =
            [
                .. parts.Select(part => (part.Standing is null ? side.Standing : part.Standing.Join(side.Standing), part.Values & like)),
                .. parts.Select(part => (part.Standing, part.Values & ~like)),
            ];
            parts.RemoveAll(part => part.Values.IsEmpty);
        }

        var reached = sides.Aggregate(Valuations.None, (values, side) => values | side.Values);
        return Merged(parts.Where(part => part.Standing is not null).Select(part => new Side(part.Standing!, part.Values & reached)));
    }

    /// <summary>The runtime throws too, where no call does: a handler that no path enters is entered as its try is.</summary>
    private bool EnterUnreachedHandlers()
    {
        var unreached = _code.Instructions
            .Where(instruction => _arriving[instruction.Index].Count > 0)
            .SelectMany(protect => protect.Catches.Where(handler => _arriving[handler.Index].Count == 0).Select(handler => (protect, handler)))
            .ToList();
        foreach (var (protect, handler) in unreached)
        {
            // Where a try starts with a loop, it is entered at each turn.
            var first = protect.Next is { } next && next.Around.Count >= protect.Around.Count ? next : protect;
            Send(new Exit(first, false), handler, Enter(first));
        }

        return _pending.Count > 0;
    }
}
