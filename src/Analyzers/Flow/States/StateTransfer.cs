using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What events do to the entry states of a path, and what they demand of them. A part of the interpreter: it has no walk of its own. A demand that meets
/// a state which nothing has set yet becomes a demand of the body; from there on the state counts as it was demanded.
/// </summary>
internal sealed partial class StateTransfer(Body body, Analysis analysis, bool isRelative)
{
    /// <summary>
    /// The demands that were not met on some path when nothing had been said about the state yet. They stay: what a loop brings back is silent because of the very
    /// finding, and must not take it away.
    /// </summary>
    private readonly HashSet<(Event Site, StateDemand? Inner, StateFault Fault, State State)> _broken = [];

    /// <summary>Checks are recorded in the last pass only, when no state changes any more.</summary>
    public bool IsRecording { get; set; }

    /// <summary>Everything is solved once more.</summary>
    public void Start() => _broken.Clear();

    /// <summary>instrumentation_begin(): what a scope depends on.</summary>
    public PathState Begin(PathState path, ScopeEvent scope)
    {
        foreach (var state in body.ScopeStates)
        {
            if (state.IsRequiredByScopes)
            {
                Demand(ref path, state, StateFault.NotEstablished, scope, inner: null, isFromScope: true);
            }

            if (state.IsForbiddenByScopes)
            {
                Demand(ref path, state, StateFault.Forbidden, scope, inner: null, isFromScope: true);
            }
        }

        return path;
    }

    /// <summary>A call: what the callee demands beyond its contract, then what the contract says, in its order.</summary>
    public PathState Call(PathState path, CallEvent call, Summary? summary)
    {
        if (summary is not null)
        {
            DemandOf(summary, ref path, call);
        }

        var before = path.States.Map;
        var tokens = Consume(ref path, call);
        if (!call.Target.States.Clauses.IsEmpty)
        {
            var changes = new Changes();
            foreach (var clause in call.Target.States.Clauses)
            {
                Apply(clause, ref path, call, tokens, changes);
            }

            if (!tokens.IsBroken)
            {
                CheckOrder(before, path.States.Map, changes, call);
            }
        }

        return Produce(path, call, before);
    }

    /// <summary>One way to return from a callee whose effects are not declared.</summary>
    public PathState Return(PathState path, CallEvent call, Outcome outcome)
    {
        if (call.Target.States.IsProven)
        {
            return path;
        }

        var before = path.States.Map;
        var changes = new Changes();
        foreach (var (state, effect) in outcome.States.All)
        {
            if (!call.Target.States.Meanings.Any(meaning => meaning.State.Equals(state)))
            {
                Apply(effect, state, ref path, call, changes);
            }
        }

        CheckOrder(before, path.States.Map, changes, call);
        return path;
    }

    /// <summary>What a branch learns from the result that it tests; null where that cannot be.</summary>
    public static PathState? Know(PathState path, StateTest test, bool value)
    {
        foreach (var meaning in test.Meanings)
        {
            var known = path.States.Map[meaning.State];
            var holds = meaning.Result == (value != test.IsNegated);
            if (!holds && !meaning.IsExact)
            {
                continue;
            }

            if ((holds ? KnownOn(known) : KnownOff(known)) is not { } learned)
            {
                return null;
            }

            path = path with { States = path.States.With(meaning.State, learned) };
        }

        return path;
    }

    /// <summary>Where it was off, a result that says it is on has turned it on.</summary>
    private static StateValue KnownOn(StateValue value)
    {
        if (value.IsCounted)
        {
            return value.Count.Min > 0 ? value
                : value.Count == Depth.Zero ? value with { Start = (value.Start & Values.On) != 0 ? Values.On : value.Start }
                : value with { Known = Values.On };
        }

        var set = value.Set & ~Values.Off;
        if ((set & Values.Entry) != 0 && value.Start == Values.Off)
        {
            set &= ~Values.Entry;
        }

        return set == 0 || set != value.Set
            ? value with { Set = set | ((set & Values.Entry) == 0 ? Values.On : 0), Start = (set & Values.Entry) != 0 ? Values.On : value.Start }
            : value with { Start = (set & Values.Entry) != 0 ? Values.On : value.Start };
    }

    private static StateValue? KnownOff(StateValue value)
    {
        if (value.IsCounted)
        {
            return value.Count.Min > 0 ? (value.IsSilent ? value : null)
                : value.Count == Depth.Zero ? value with { Start = Values.Off }
                : value with { Known = Values.Off, Count = new Depth(value.Count.Min, Math.Min(value.Count.Max, 0)) };
        }

        var set = value.Set & ~Values.On;
        if ((set & Values.Entry) != 0 && value.Start == Values.On)
        {
            set &= ~Values.Entry;
        }

        return set == 0
            ? (value.IsSilent ? value : null)
            : value with { Set = set, Start = (set & Values.Entry) != 0 ? Values.Off : value.Start };
    }

    private void DemandOf(Summary summary, ref PathState path, CallEvent call)
    {
        foreach (var demand in summary.Demands)
        {
            if (call.Assume(path.Facts, demand.When) is null)
            {
                continue;
            }

            if (demand.Fault == StateFault.UnderScope)
            {
                if (!call.Target.States.IsProven)
                {
                    ChangeUnderScope(ref path, demand.State, call, demand);
                }
            }
            else if (demand.IsBroken)
            {
                // A local function's mistakes are shown inside it, a noinstr callee's at home.
                if (call.Target.Kind == TargetKind.Inlined)
                {
                    _broken.Add((call, demand, demand.Fault, demand.State));
                    Record(path, demand.State, demand.Fault, call, demand, isBroken: true);
                    path = path with { States = path.States.With(demand.State, path.States.Map[demand.State] with { IsSilent = true }) };
                }
            }
            else
            {
                Demand(ref path, demand.State, demand.Fault, call, demand, demand.IsFromScope);
            }
        }
    }

    private bool Demand(ref PathState path, State state, StateFault fault, Event site, StateDemand? inner, bool isFromScope = false)
    {
        var value = path.States.Map[state];
        var key = (site, inner, fault, state);
        if (value.IsSilent && !_broken.Contains(key))
        {
            return true;
        }

        var wanted = fault is StateFault.NotEstablished or StateFault.NotStanding ? Values.On : Values.Off;
        var isBroken = (value.May & Values.Unknown & ~wanted) != 0;
        if (!isBroken && (value.May & Values.Entry) != 0 && value.Start != wanted)
        {
            switch (OfEntry(state, value, wanted))
            {
                case Verdict.Broken:
                    isBroken = true;
                    break;
                case Verdict.Inferred when !value.IsSilent:
                    Infer(path, new StateDemand(state, fault, inner?.Event ?? site, When.Always, inner?.Chain ?? []) { IsFromScope = isFromScope });
                    value = value with { Start = wanted };
                    break;
            }
        }

        if (isBroken)
        {
            _broken.Add(key);
            value = value with { IsSilent = true };
        }

        Record(path, state, fault, site, inner, isBroken);
        path = path with { States = path.States.With(state, value) };
        return !isBroken;
    }

    private enum Verdict
    {
        Met,
        Broken,
        Inferred,
    }

    /// <summary>A demand that meets a state of which nothing is known but that this body has not changed it.</summary>
    private Verdict OfEntry(State state, StateValue value, Values wanted)
    {
        if (value.Start != Values.Unknown)
        {
            return Verdict.Broken;
        }

        if (body.States.Names(state, ContractAttribute.Ensures))
        {
            return wanted == Values.On ? Verdict.Broken : Verdict.Met;
        }

        return !body.States.IsAnyContext ? Verdict.Inferred
            : state.IsCounted && wanted == Values.Off ? Verdict.Met
            : Verdict.Broken;
    }

    private void Infer(PathState path, StateDemand demand)
    {
        if (IsRecording)
        {
            analysis.AddDemand(demand with { When = When.Of(path.Facts, body) });
        }
    }

    private void Record(PathState path, State state, StateFault fault, Event site, StateDemand? inner, bool isBroken)
    {
        if (IsRecording)
        {
            analysis.ObserveState(site, inner, fault, state, path, isBroken);
        }
    }
}
