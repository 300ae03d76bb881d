using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The effects of clauses and of summaries.</summary>
internal sealed partial class StateTransfer
{
    private void Apply(StateClause clause, ref PathState path, CallEvent call, Consumption tokens, Changes changes)
    {
        var state = clause.State;
        var isSilent = path.States.Map[state].IsSilent || tokens.IsBroken;
        switch (clause.Kind)
        {
            case ContractAttribute.Requires:
                Demand(ref path, state, StateFault.NotEstablished, call, isSilent, inner: null);
                break;
            case ContractAttribute.Forbids:
                Demand(ref path, state, StateFault.Forbidden, call, isSilent, inner: null);
                break;
            case ContractAttribute.Establishes:
                var isTwice = !state.IsCounted && Demand(ref path, state, StateFault.AlreadyEstablished, call, isSilent, inner: null);
                Establish(ref path, state, call, isSilent, isTwice, changes);
                break;
            case ContractAttribute.Ensures:
                Ensure(ref path, state, call, isSilent, changes);
                break;
            case ContractAttribute.Revokes:
                TearDown(ref path, state, call, isSilent, changes);
                break;
            case ContractAttribute.Restores:
                Restore(ref path, state, call, tokens, isSilent, changes);
                break;
            case ContractAttribute.Asserts:
                Assert(ref path, state, call, isSilent, changes);
                break;
        }
    }

    private void Establish(ref PathState path, State state, CallEvent call, bool isSilent, bool isBroken, Changes changes)
    {
        isBroken |= Change(ref path, state, call, mayEstablish: true, mayTearDown: false, isSilent || isBroken, changes);
        changes.Establish(state, path.States.Map[state]);
        var value = path.States.Map[state].Push();
        path = path with
        {
            States = path.States.With(state, value with
            {
                Cases = state.IsCounted ? value.Cases : value.Cases.On(),
                Count = state.IsCounted ? value.Count.Shift(Depth.One) : value.Count,
                Known = StateCases.None,
                EstablishedBy = state.IsCounted || value.MayBeOn ? value.EstablishedBy.Union(EventSet.Of(call)) : EventSet.Of(call),
                TornDownBy = EventSet.Empty,
                IsFromStart = false,
                IsSilent = isBroken,
            }),
        };
    }

    private void Ensure(ref PathState path, State state, CallEvent call, bool isSilent, Changes changes)
    {
        var value = path.States.Map[state];
        if (!value.IsOn)
        {
            Establish(ref path, state, call, isSilent, isBroken: false, changes);
            return;
        }

        path = path with { States = path.States.With(state, value.Push() with { IsSilent = false }) };
    }

    private void TearDown(ref PathState path, State state, CallEvent call, bool isSilent, Changes changes)
    {
        var isBroken = Demand(ref path, state, StateFault.NotStanding, call, isSilent, inner: null);
        isBroken |= Change(ref path, state, call, mayEstablish: false, mayTearDown: true, isSilent || isBroken, changes);
        var value = path.States.Map[state];
        var after = value.Pop() with
        {
            Cases = state.IsCounted ? value.Cases : value.Cases.Off(),
            Count = state.IsCounted ? value.Count.Shift(Depth.MinusOne) : value.Count,
            Known = StateCases.None,
            IsFromStart = false,
            IsSilent = isBroken,
        };
        path = path with
        {
            States = path.States.With(state, after with
            {
                EstablishedBy = after.Count.Max > 0 ? value.EstablishedBy : EventSet.Empty, // one that nests may still stand
                TornDownBy = after.Nests ? value.TornDownBy : EventSet.Of(call),
            }),
        };
        changes.TearDown(state, after);
    }

    private void Restore(ref PathState path, State state, CallEvent call, Consumption tokens, bool isSilent, Changes changes)
    {
        var isBroken = Demand(ref path, state, StateFault.NotStanding, call, isSilent, inner: null);
        var value = path.States.Map[state];
        var restored = !tokens.IsAny ? FromEarlier(value)
            : tokens.Before is { } before ? before[state] with { Cases = value.Cases.Back(before[state].Cases) }
            : Unknown(value);
        var isKept = restored.IsOn;
        if (!isKept)
        {
            isBroken |= Change(ref path, state, call, mayEstablish: false, mayTearDown: true, isSilent || isBroken, changes);
            changes.TornDown.Add(state);
        }

        path = path with
        {
            States = path.States.With(state, restored with
            {
                TornDownBy = isKept ? EventSet.Empty : EventSet.Of(call),
                IsSilent = isBroken,
                Earlier = value.Pop().Earlier,
            }),
        };
    }

    private static StateValue FromEarlier(StateValue value) => value.Earlier.IsEmpty
        ? Unknown(value)
        : value with
        {
            Cases = value.Cases.Back(value.Earlier[0].Cases),
            Count = value.Earlier[0].Count,
            Known = value.Earlier[0].Known,
            EstablishedBy = EventSet.Empty,
            IsFromStart = !value.IsCounted && value.Earlier[0].Cases.Has(StateCases.AsAtStart),
        };

    private static StateValue Unknown(StateValue value) => value with
    {
        Cases = value.IsCounted ? value.Cases : value.Cases.Either(),
        Count = value.IsCounted ? new Depth(-Depth.Limit, Depth.Limit) : value.Count,
        Known = StateCases.None,
        EstablishedBy = EventSet.Empty,
        IsFromStart = false,
    };

    private void Assert(ref PathState path, State state, CallEvent call, bool isSilent, Changes changes)
    {
        var isBroken = Check(ref path, state, StateFault.NotEstablished, call, inner: null, !path.States.Map[state].MayBeOn, isSilent);
        var value = path.States.Map[state];
        if (value.IsOn || value.IsOff)
        {
            path = path with { States = path.States.With(state, value with { IsSilent = isBroken || (isSilent && value.IsOff) }) };
            return; // it only says so, or is wrong, and turns nothing on
        }

        value = KnownOn(value) with { IsSilent = isBroken, EstablishedBy = value.EstablishedBy.Union(EventSet.Of(call)), TornDownBy = EventSet.Empty };
        path = path with { States = path.States.With(state, value) };
        changes.Established.Add(state);
    }

    /// <summary>The net effect of a callee that declares nothing on the state.</summary>
    private void Apply(StateValue effect, State state, ref PathState path, CallEvent call, Changes changes)
    {
        var value = path.States.Map[state];
        var after = value.IsCounted
            ? value with { Cases = value.Count == Depth.Zero ? value.Cases.After(effect.Cases) : value.Cases, Count = value.Count.Shift(effect.Count) with { IsSilenced = false } }
            : value with { Cases = value.Cases.After(effect.Cases) };
        if (value.IsCounted ? effect.Count == Depth.Zero : effect.IsAsAtStart)
        {
            path = path with { States = path.States.With(state, after) };
            return;
        }

        after = after with { Known = StateCases.None };
        var isOn = value.IsCounted ? effect.Count.Min > 0 : after.IsOn;
        var isOff = value.IsCounted ? effect.Count.Max < 0 : after.IsOff;
        if (isRelative || call.Target.Kind != TargetKind.LocalFunction)
        {
            Change(ref path, state, call, mayEstablish: !isOff, mayTearDown: !isOn, value.IsSilent, changes); // a local function's is found inside it
        }

        path = path with
        {
            States = path.States.With(state, after with
            {
                EstablishedBy = isOff ? (after.Nests ? value.EstablishedBy : EventSet.Empty) : isOn ? EventSet.Of(call) : value.EstablishedBy.Union(EventSet.Of(call)),
                TornDownBy = isOn ? EventSet.Empty : EventSet.Of(call),
                IsFromStart = value.IsFromStart && !isOn && !isOff,
                IsSilent = path.States.Map[state].IsSilent,
            }),
        };
        if (isOn)
        {
            changes.Establish(state, value);
        }
        else if (isOff)
        {
            changes.TearDown(state, after);
        }
    }

    private bool Change(ref PathState path, State state, CallEvent call, bool mayEstablish, bool mayTearDown, bool isSilent, Changes changes)
    {
        if (!(state.IsRequiredByScopes && mayTearDown) && !(state.IsForbiddenByScopes && mayEstablish))
        {
            return false;
        }

        return changes.Within is { } body
            ? ChangeWithin(body, ref path, state, call, isSilent)
            : ChangeUnderScope(ref path, state, call, inner: null, isSilent);
    }

    /// <summary>A helper that is expanded may open and close its caller's scopes: what counts is how many are open where its body makes the change.</summary>
    private bool ChangeWithin(Summary body, ref PathState path, State state, CallEvent call, bool isSilent)
    {
        var isBroken = false;
        foreach (var demand in body.Demands)
        {
            if (demand is { Fault: StateFault.UnderScope, IsBroken: false } && demand.State.Equals(state) && call.Assume(path.Facts, demand.When) is not null)
            {
                isBroken |= ChangeUnderScope(ref path, state, call, demand, isSilent || isBroken);
            }
        }

        return isBroken;
    }

    /// <summary>
    /// A state changes that an open scope depends on: what it requires is torn down, or what it forbids is established. Where none is open here, whoever
    /// calls may have opened one, so it is asked.
    /// </summary>
    private bool ChangeUnderScope(ref PathState path, State state, CallEvent call, StateDemand? inner, bool isSilent)
    {
        var depth = inner is null ? path.Depth : path.Depth.Shift(inner.Depth);
        if ((!isRelative || body.States.IsProven) && depth is { Max: > 0, IsSilenced: false })
        {
            return Check(ref path, state, StateFault.UnderScope, call, inner, isBroken: true, isSilent);
        }

        if (!isSilent)
        {
            Infer(path, new StateDemand(state, StateFault.UnderScope, inner?.Event ?? call, When.Always, inner?.Chain ?? []) { Depth = depth });
        }

        return false;
    }
}
