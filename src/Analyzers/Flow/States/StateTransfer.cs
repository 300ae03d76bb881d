using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What events do to the entry states of a path, and what they demand of them. A part of the interpreter: it has no walk of its own. A demand that meets
/// a state which nothing has set yet becomes a demand of the body; from there on the state counts as it was demanded.
/// </summary>
internal sealed partial class StateTransfer(Body body, Analysis analysis, bool isRelative)
{
    /// <summary>Checks are recorded in the last pass only, when no state changes any more.</summary>
    public bool IsRecording { get; set; }

    /// <summary>What has been found wrong, and what of that is settled.</summary>
    public StateFaults Faults { get; } = new();

    /// <summary>instrumentation_begin(): what a scope depends on.</summary>
    public PathState Begin(PathState path, ScopeEvent scope)
    {
        foreach (var state in body.ScopeStates)
        {
            if (state.IsRequiredByScopes)
            {
                Demand(ref path, state, StateFault.NotEstablished, scope, isFromScope: true);
            }

            if (state.IsForbiddenByScopes)
            {
                Demand(ref path, state, StateFault.Forbidden, scope, isFromScope: true);
            }
        }

        return path;
    }

    /// <summary>A call: what the callee demands beyond its contract, then what the contract says, in its order.</summary>
    public PathState Call(PathState path, CallEvent call, Summary? summary)
    {
        if (summary is not null)
        {
            Demand(summary, ref path, call);
        }

        var before = path.States.Map;
        var tokens = Consume(ref path, call);
        if (!call.Target.States.Clauses.IsEmpty)
        {
            var changes = new Changes(call.Target is { Kind: TargetKind.Inlined, HasStateSummary: true } ? summary : null);
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

    /// <summary>Where it cannot be on, a result that says it is has turned it on.</summary>
    private static StateValue KnownOn(StateValue value)
    {
        var possible = value.Cases & ~StateCases.Off;
        return !value.IsCounted ? value with { Cases = possible == StateCases.None ? value.Cases.On() : possible.StartsOn() }
            : value.Count.Min > 0 ? value
            : value.Count.Min == 0 && possible == StateCases.None ? value with { Count = new Depth(1, Math.Max(value.Count.Max, 1)), Known = StateCases.None }
            : value.Count == Depth.Zero ? value with { Cases = possible.StartsOn() }
            : value with { Known = StateCases.NowOn };
    }

    /// <summary>Null where it cannot be off.</summary>
    private static StateValue? KnownOff(StateValue value)
    {
        if (value.IsCounted)
        {
            if (value.Count.Min > 0)
            {
                return value.IsSilent ? value : null;
            }

            value = value with { Count = new Depth(value.Count.Min, Math.Min(value.Count.Max, 0)) };
            if (value.Count != Depth.Zero)
            {
                return value with { Known = StateCases.NowOff };
            }
        }

        var possible = value.Cases & ~StateCases.On;
        return possible != StateCases.None ? value with { Cases = possible.StartsOff(), Known = StateCases.None } : value.IsSilent ? value : null;
    }

    /// <summary>What the callee demands beyond its contract. A change that it makes on all its ways ends a silence from before, as a clause does.</summary>
    private void Demand(Summary summary, ref PathState path, CallEvent call)
    {
        var before = path.States.Map;
        foreach (var demand in summary.Demands)
        {
            if (call.Assume(path.Facts, demand.When) is null)
            {
                continue;
            }

            var isSilent = path.States.Map[demand.State].IsSilent;
            if (demand.IsBroken)
            {
                // A local function's mistakes are shown inside it, a noinstr callee's at home.
                if (call.Target.Kind == TargetKind.Inlined)
                {
                    Check(ref path, demand.State, demand.Fault, call, demand, isBroken: true, isSilent);
                }
            }
            else if (demand.Fault == StateFault.UnderScope)
            {
                // A local function's is found inside it, with the scopes that are open at its calls.
                if (!call.Target.States.IsProven && (isRelative || call.Target.Kind != TargetKind.LocalFunction))
                {
                    ChangeUnderScope(ref path, demand.State, call, demand, isSilent);
                }
            }
            else
            {
                Demand(ref path, demand.State, demand.Fault, call, isSilent, demand, demand.IsFromScope);
            }
        }

        if (call.Target.States.IsProven || summary.Outcomes.IsEmpty)
        {
            return;
        }

        foreach (var (state, effect) in summary.Outcomes[0].States.All)
        {
            if (before[state].IsSilent && summary.Outcomes.All(outcome => outcome.States[state].IsChanged) && !Faults.IsSettledAt(call, state))
            {
                path = path with { States = path.States.With(state, path.States.Map[state] with { IsSilent = false }) };
            }
        }
    }

    private bool Demand(ref PathState path, State state, StateFault fault, Event site, bool isFromScope = false) =>
        Demand(ref path, state, fault, site, path.States.Map[state].IsSilent, inner: null, isFromScope);

    /// <summary>Of each case that the state may be in: it is as demanded, or that is a mistake, or nobody knows yet, and whoever calls is asked.</summary>
    private bool Demand(ref PathState path, State state, StateFault fault, Event site, bool isSilent, StateDemand? inner, bool isFromScope = false)
    {
        var value = path.States.Map[state];
        var wantsOn = fault is StateFault.NotEstablished or StateFault.NotStanding;
        var isBroken = value.May.Has(wantsOn ? StateCases.Off : StateCases.On);
        if (value.May.Has(StateCases.Unchanged))
        {
            switch (OfUnchanged(state, wantsOn))
            {
                case Verdict.Broken:
                    isBroken = true;
                    break;
                case Verdict.Inferred:
                    if (!isSilent)
                    {
                        Infer(path, new StateDemand(state, fault, inner?.Event ?? site, When.Always, inner?.Chain ?? []) { IsFromScope = isFromScope });
                    }

                    // Silent or not: what a state may be must not depend on it, or the two would chase each other around a loop.
                    path = path with { States = path.States.With(state, value.Starts(wantsOn)) };
                    break;
            }
        }

        return Check(ref path, state, fault, site, inner, isBroken, isSilent);
    }

    /// <summary>Whether this is a mistake that counts; then the state is silent.</summary>
    private bool Check(ref PathState path, State state, StateFault fault, Event site, StateDemand? inner, bool isBroken, bool isSilent)
    {
        var isSettled = isBroken && Faults.IsSettled(new FoundFault(site, inner, fault, state), isSilent);
        if (IsRecording && (isSettled || !isSilent))
        {
            analysis.ObserveState(site, inner, fault, state, path, isSettled);
        }

        if (isSettled)
        {
            path = path with { States = path.States.With(state, path.States.Map[state] with { IsSilent = true }) };
        }

        return isSettled;
    }

    private enum Verdict
    {
        Met,
        Broken,
        Inferred,
    }

    /// <summary>A demand that meets a state of which nothing is known but that this body has not changed it.</summary>
    private Verdict OfUnchanged(State state, bool wantsOn)
    {
        if (body.States.Names(state, ContractAttribute.Ensures))
        {
            return wantsOn ? Verdict.Broken : Verdict.Met;
        }

        return !body.States.IsAnyContext ? Verdict.Inferred
            : state.IsCounted && !wantsOn ? Verdict.Met
            : Verdict.Broken;
    }

    private void Infer(PathState path, StateDemand demand)
    {
        if (IsRecording)
        {
            analysis.AddDemand(demand with { When = When.Of(path.Facts, body) });
        }
    }
}
