namespace NoInstr.Tests.Reference.States;

/// <summary>What a call of a helper asks of the states, and does to them: its contract, and what all paths of its body do beyond that.</summary>
internal sealed class StateSummary
{
    private readonly Contract _contract;
    private readonly int _kept;
    private readonly List<(Demand Demand, Valuations When)> _demands;
    private readonly List<Side> _ways;

    public StateSummary(StateWalk walk, bool isInline)
    {
        IsInline = isInline;
        _contract = walk.Contract;
        _kept = walk.Code.KeptParameters;
        Throws = !isInline || walk.At(walk.Code.Escape).Count > 0;
        var broken = walk.Calls.Met
            .Where(_ => !_contract.IsProven && isInline)
            .Select(met => (Demand: new Demand(met.Mistake.Stage, met.Mistake.Fault, met.Mistake.Inner?.Line ?? met.At.Line, IsBroken: true, 0), met.Where));
        _demands = [.. walk.Calls.Demands.Concat(broken)
            .GroupBy(asked => asked.Demand)
            .Select(alike => (alike.Key, When: alike.Aggregate(Valuations.None, (when, asked) => when | asked.Item2).Vary(~_kept)))
            .OrderBy(asked => asked.Key.Line)
            .ThenBy(asked => asked.Key.Stage)];
        var returns = walk.Code.Instructions.Where(instruction => instruction.Opcode == Opcode.Return).SelectMany(walk.At).ToList();
        _ways = [.. StateWalk.Join(returns, ~_kept).Select(way => way with { Values = way.Values.Vary(~_kept) })];
    }

    /// <summary>Part of its callers, and of their findings.</summary>
    public bool IsInline { get; }

    public bool Throws { get; }

    /// <summary>Where paths stand when the demands have been looked at, and when the call returns.</summary>
    public (List<Side> Called, List<Side> After) Apply(List<Side> sides, Instruction at, StateCalls calls)
    {
        var asked = _demands.Aggregate(sides, (before, demand) => [.. before.SelectMany(side => Ask(side, demand.Demand, demand.When, at, calls))]);
        var called = new List<Side>();
        foreach (var side in asked)
        {
            calls.Where = side.Values;
            calls.Within = IsInline && _contract.IsProven ? [.. ChangesUnderScope(side, at)] : null;
            called.Add(side with { Standing = calls.Call(Heard(side, sides, at, calls), _contract, at) });
        }

        calls.Within = null;

        var after = new List<Side>();
        foreach (var side in called)
        {
            calls.Where = side.Values;
            after.AddRange(StateWalk.Join([.. _ways
                .Select(way => (Effects: way.Standing, Values: Feasible(side.Values, way.Values, at.Invoke!)))
                .Where(way => !way.Values.IsEmpty)
                .Select(way => new Side(_contract.IsProven ? side.Standing : Return(side.Standing, way.Effects, at, calls), way.Values))], 0));
        }

        return (called, after);
    }

    private IEnumerable<Demand> ChangesUnderScope(Side side, Instruction at) => _demands
        .Where(asked => asked.Demand is { Fault: Fault.UnderScope, IsBroken: false } && !Feasible(side.Values, asked.When, at.Invoke!).IsEmpty)
        .Select(asked => asked.Demand);

    /// <summary>Those of the caller's values with which the callee's parameters may be among these.</summary>
    private static Valuations Feasible(Valuations values, Valuations when, Invoke call)
    {
        var feasible = Valuations.None;
        for (var combination = 0; combination < 8; combination++)
        {
            var (matching, asked) = (values, when);
            for (var i = 0; i < call.Arguments.Length; i++)
            {
                var value = (combination & 1 << i) != 0;
                var argument = call.Arguments[i];
                asked = asked.When(Code.Parameters[i], value);
                matching = argument.Flag is { } flag ? matching.When(flag, value != argument.IsNegated)
                    : argument.Constant is { } constant && constant != value ? Valuations.None
                    : matching;
            }

            feasible |= asked.IsEmpty ? Valuations.None : matching;
        }

        return feasible;
    }

    private IEnumerable<Side> Ask(Side side, Demand demand, Valuations when, Instruction at, StateCalls calls)
    {
        var feasible = Feasible(side.Values, when, at.Invoke!);
        var standing = side.Standing;
        var isSilent = standing[demand.Stage].IsSilent;
        if (!feasible.IsEmpty)
        {
            calls.Where = feasible;
            if (demand.IsBroken)
            {
                calls.Meet(ref standing, demand.Stage, demand.Fault, at, isBroken: true, isSilent, demand);
            }
            else if (demand.Fault != Fault.UnderScope)
            {
                calls.Ask(ref standing, demand.Stage, demand.Fault, at, isSilent, demand);
            }
            else if (!_contract.IsProven)
            {
                calls.Change(ref standing, demand.Stage, at, isSilent, demand);
            }
        }

        var rest = side.Values & ~feasible;
        return rest.IsEmpty || feasible.IsEmpty ? [side with { Standing = standing }] : [new Side(standing, feasible), side with { Values = rest }];
    }

    /// <summary>A change that the callee makes on all its ways ends a silence from before the call.</summary>
    private Standing Heard(Side side, List<Side> before, Instruction at, StateCalls calls)
    {
        var standing = side.Standing;
        foreach (var stage in Enum.GetValues<Stage>())
        {
            if (!_contract.IsProven && _ways.Count > 0 && _ways.All(way => IsChange(way.Standing[stage])) && !calls.IsSettledAt(at, stage))
            {
                standing = standing.With(stage, standing[stage] with { IsSilent = false });
            }
        }

        return standing;
    }

    private static bool IsChange(Known effect) => effect.IsCounted
        ? effect.Min > 0 || effect.Max < 0
        : effect.Ways.All(way => !way.IsAsItWas) && (effect.IsOn || effect.IsOff);

    private static Standing Return(Standing standing, Standing effects, Instruction at, StateCalls calls)
    {
        var before = standing;
        var changes = new List<(Stage Stage, bool IsUp)>();
        foreach (var stage in Enum.GetValues<Stage>())
        {
            var (known, effect) = (standing[stage], effects[stage]);
            var ways = known.IsCounted && known is not { Min: 0, Max: 0 } ? known.Ways : After(known.Ways, effect.Ways);
            var after = (known with { Ways = ways }).Counted(effect.Min, effect.Max);
            if (effect.IsAsItWas)
            {
                standing = standing.With(stage, after);
                continue;
            }

            var isOn = known.IsCounted ? effect.Min > 0 : after.IsOn;
            var isOff = known.IsCounted ? effect.Max < 0 : after.IsOff;
            if (!isOn)
            {
                calls.Change(ref standing, stage, at, known.IsSilent);
            }

            standing = standing.With(stage, after with
            {
                EstablishedIn = isOff ? (after.Stands ? known.EstablishedIn : UInt128.Zero) : isOn ? calls.Bit(at) : known.EstablishedIn | calls.Bit(at),
                TornDownIn = isOn ? UInt128.Zero : calls.Bit(at),
                IsFromStart = known.IsFromStart && !isOn && !isOff,
                IsSilent = standing[stage].IsSilent,
            });
            if ((isOn && !known.Stands) || (isOff && !after.Stands))
            {
                changes.Add((stage, isOn));
            }
        }

        calls.CheckOrder(before, standing, changes, at);
        return standing;
    }

    /// <summary>What the callee found when it began is what is here; what it cannot have found has been objected to.</summary>
    private static Courses After(Courses here, Courses effects) => effects.Each(effect =>
        effect.IsUntouched ? here
        : !effect.IsAsItWas ? (effect.Was is { } was ? here.Began(was) : here).Turned(effect.Is!.Value)
        : here.Where(way => way.IsUntouched || way.Is == effect.Is || effects == Courses.Of(effect)).Began(effect.Is!.Value));
}
