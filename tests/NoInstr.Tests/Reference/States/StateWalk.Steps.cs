namespace NoInstr.Tests.Reference.States;

/// <summary>What each instruction does to the paths that reach it.</summary>
internal sealed partial class StateWalk
{
    private void Step(Instruction at, Action<Exit, Instruction, IEnumerable<Side>> send)
    {
        var sides = Enter(at);
        if (sides.Count == 0)
        {
            return;
        }

        switch (at.Opcode)
        {
            case Opcode.Call:
                Throw(sides);
                Go(sides);
                break;
            case Opcode.Begin:
                Go(Each(standing => _calls.Begin(standing, at)).Select(side => side with { Standing = side.Standing with { Depth = side.Standing.Depth + 1 } }));
                break;
            case Opcode.End:
                Go(sides.Select(side => side with { Standing = side.Standing with { Depth = side.Standing.Depth - 1 } }));
                break;
            case Opcode.Set:
                Go(new[] { true, false }.Where(value => at.Value != !value).SelectMany(value => sides.Select(side => side with { Values = side.Values.With(at.Flag!.Value, value) })));
                break;
            case Opcode.Copy:
                Go(new[] { true, false }.SelectMany(value => sides.Select(side => side with
                {
                    Values = side.Values.When(Flag.Choice, value).With(at.Flag!.Value, value).With(Flag.Choice, false),
                })));
                break;
            case Opcode.Act:
                Go(Each(standing => at.Act switch
                {
                    Act act => _calls.Call(standing, Primitives.All[act.Primitive].Contract, at),
                    Take take => _calls.Take(standing, take, at),
                    Give give => _calls.Give(standing, give, at),
                    _ => StateCalls.Pass(standing, (Pass)at.Act!),
                }));
                break;
            case Opcode.Branch when at.Told is { } told:
                Go(Tell(sides, Primitives.Tellers[told.Teller], true), isTaken: true);
                Go(Tell(sides, Primitives.Tellers[told.Teller], false));
                break;
            case Opcode.Branch:
                // What only one place asks is not kept: when a loop comes back there, the answer may be another.
                Go(sides.Select(side => Forget(Answering(side, at, true), Questions.Subject(at))), isTaken: true);
                Go(sides.Select(side => Forget(Answering(side, at, false), Questions.Subject(at))));
                break;
            case Opcode.Invoke:
                var summary = _summaries(at.Invoke!);
                var (called, after) = summary.Apply(sides, at, _calls);
                if (summary.Throws)
                {
                    Throw([.. summary.IsInline ? called : sides, .. after]);
                }

                var asked = at.Invoke!.Arguments.Aggregate(0, (mask, argument) => mask | (argument.Flag is { } flag ? Point.Bit(flag) : 0));
                Go(after.Select(side => Forget(side, asked)));
                break;
            case Opcode.Raise:
                Throw(sides);
                break;
            case Opcode.Return:
                sides.ForEach(side => _calls.Leave(side.Standing));
                break;
            default:
                Go(sides);
                break;
        }

        void Go(IEnumerable<Side> going, bool isTaken = false)
        {
            if ((isTaken ? at.Taken : at.Next) is { } to)
            {
                send(new Exit(at, isTaken), to, going);
            }
        }

        void Throw(List<Side> thrown)
        {
            foreach (var handler in at.Filters.Concat(at.OnThrow))
            {
                send(new Exit(at, false), handler, thrown);
            }
        }

        List<Side> Each(Func<Standing, Standing> change)
        {
            var changed = new List<Side>();
            foreach (var side in sides)
            {
                _calls.Where = side.Values;
                changed.Add(side with { Standing = change(side.Standing) });
            }

            return changed;
        }
    }

    private static IEnumerable<Side> Tell(List<Side> sides, Teller teller, bool answer) =>
        from side in sides
        let told = StateCalls.Tell(side.Standing, teller, answer)
        where told is not null
        select side with { Standing = told };

    private static Side Answering(Side side, Instruction at, bool answer) =>
        at.Flag is { } flag ? side with { Values = side.Values.When(flag, answer) }
        : at.Case is { } @case ? side with { Values = answer ? side.Values.WhenCase(@case) : side.Values & ~side.Values.WhenCase(@case) }
        : side;

    private Side Forget(Side side, int asked) => (asked & ~_questions.Correlated) is var mask && mask != 0 ? side with { Values = side.Values.Vary(mask) } : side;
}
