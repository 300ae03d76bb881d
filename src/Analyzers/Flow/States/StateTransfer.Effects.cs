using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The effects of clauses and of summaries.</summary>
internal sealed partial class StateTransfer
{
    private void Apply(StateClause clause, ref PathState path, CallEvent call, Consumption tokens, Changes changes)
    {
        var state = clause.State;
        switch (clause.Kind)
        {
            case ContractAttribute.Requires:
                Demand(StateFault.NotEstablished, ref path);
                break;
            case ContractAttribute.Forbids:
                Demand(StateFault.Forbidden, ref path);
                break;
            case ContractAttribute.Establishes:
                var isMet = state.IsCounted || Demand(StateFault.AlreadyEstablished, ref path);
                isMet &= Change(ref path, state, call, mayEstablish: true, mayTearDown: false);
                changes.Establish(state, path.States.Map[state]);
                Establish(ref path, state, call, isSilent: !isMet);
                break;
            case ContractAttribute.Ensures:
                Ensure(ref path, state, call, changes);
                break;
            case ContractAttribute.Revokes:
                isMet = Demand(StateFault.NotStanding, ref path);
                isMet &= Change(ref path, state, call, mayEstablish: false, mayTearDown: true);
                TearDown(ref path, state, call, isSilent: !isMet);
                changes.TearDown(state, path.States.Map[state]);
                break;
            case ContractAttribute.Restores:
                isMet = Demand(StateFault.NotStanding, ref path);
                Restore(ref path, state, call, tokens, isMet, changes);
                break;
            case ContractAttribute.Asserts:
                Assert(ref path, state, call, changes);
                break;
        }

        bool Demand(StateFault fault, ref PathState at) => tokens.IsBroken || this.Demand(ref at, state, fault, call, inner: null);
    }

    private static void Establish(ref PathState path, State state, Event site, bool isSilent)
    {
        var value = path.States.Map[state].Push();
        path = path with
        {
            States = path.States.With(state, value with
            {
                Set = Values.On,
                Count = value.Count.Shift(Depth.One),
                Known = Values.None,
                EstablishedBy = state.IsCounted ? value.EstablishedBy.Union(EventSet.Of(site)) : EventSet.Of(site),
                TornDownBy = EventSet.Empty,
                IsFromStart = false,
                IsSilent = isSilent,
            }),
        };
    }

    private void Ensure(ref PathState path, State state, CallEvent call, Changes changes)
    {
        var value = path.States.Map[state];
        if (value.IsOn)
        {
            path = path with { States = path.States.With(state, value.Push() with { IsSilent = false }) };
            return;
        }

        var isMet = Change(ref path, state, call, mayEstablish: true, mayTearDown: false);
        Establish(ref path, state, call, isSilent: !isMet);
        changes.Established.Add(state);
    }

    private static void TearDown(ref PathState path, State state, Event site, bool isSilent)
    {
        var value = path.States.Map[state];
        var after = value with
        {
            Set = Values.Off,
            Count = value.Count.Shift(Depth.MinusOne),
            Known = Values.None,
            IsFromStart = false,
            IsSilent = isSilent,
            Earlier = value.Earlier.IsDefaultOrEmpty ? value.Earlier : value.Earlier.RemoveAt(0),
        };
        path = path with
        {
            States = path.States.With(state, after with
            {
                EstablishedBy = after.Nests ? value.EstablishedBy : EventSet.Empty,
                TornDownBy = after.Nests ? value.TornDownBy : EventSet.Of(site),
            }),
        };
    }

    private void Restore(ref PathState path, State state, CallEvent call, Consumption tokens, bool isMet, Changes changes)
    {
        var value = path.States.Map[state];
        var restored = !tokens.IsAny ? FromEarlier(value)
            : tokens.Before is { } before ? before[state] with { Start = value.Start }
            : Unknown(value);
        var isKept = restored is { IsOn: true };
        if (!isKept)
        {
            isMet &= Change(ref path, state, call, mayEstablish: false, mayTearDown: true);
            changes.TornDown.Add(state);
        }

        path = path with
        {
            States = path.States.With(state, restored with
            {
                TornDownBy = isKept ? EventSet.Empty : EventSet.Of(call),
                IsSilent = !isMet,
                Earlier = value.Earlier.IsDefaultOrEmpty ? value.Earlier : value.Earlier.RemoveAt(0),
            }),
        };
    }

    private static StateValue FromEarlier(StateValue value) => value.Earlier.IsDefaultOrEmpty
        ? Unknown(value)
        : value with
        {
            Set = value.Earlier[0].Set,
            Count = value.Earlier[0].Count,
            Known = Values.None,
            EstablishedBy = EventSet.Empty,
            IsFromStart = !value.IsCounted && (value.Earlier[0].Set & Values.Entry) != 0,
        };

    private static StateValue Unknown(StateValue value) =>
        value with { Set = Values.Unknown, Count = new Depth(-Depth.Limit, Depth.Limit), Known = Values.None, EstablishedBy = EventSet.Empty, IsFromStart = false };

    private void Assert(ref PathState path, State state, CallEvent call, Changes changes)
    {
        var value = path.States.Map[state];
        var key = (call, default(StateDemand), StateFault.NotEstablished, state);
        var isBroken = !value.MayBeOn && (!value.IsSilent || _broken.Contains(key));
        if (isBroken)
        {
            _broken.Add(key);
        }

        if (isBroken || !value.IsSilent)
        {
            Record(path, state, StateFault.NotEstablished, call, inner: null, isBroken);
        }

        if (value.IsOn)
        {
            path = path with { States = path.States.With(state, value with { IsSilent = false }) };
            return; // it only says so
        }

        value = KnownOn(value) with { IsSilent = isBroken, EstablishedBy = value.EstablishedBy.Union(EventSet.Of(call)), TornDownBy = EventSet.Empty };
        path = path with { States = path.States.With(state, value) };
        changes.Established.Add(state);
    }

    /// <summary>The net effect of a callee that declares nothing on the state.</summary>
    private void Apply(StateValue effect, State state, ref PathState path, CallEvent call, Changes changes)
    {
        var value = path.States.Map[state];
        if ((effect.May & Values.Entry) != 0 && effect.Start is Values.On or Values.Off && value.Start == Values.Unknown && (value.May & Values.Entry) != 0)
        {
            value = value with { Start = effect.Start }; // it has been demanded, or found out
        }

        var set = ((effect.Set & Values.Entry) != 0 ? value.Set : 0) | (effect.Set & Values.Unknown);
        var count = value.Count.Shift(effect.Count) with { IsSilenced = false };
        if (value.IsCounted ? count == value.Count : effect.Set == Values.Entry)
        {
            path = path with { States = path.States.With(state, value) };
            return;
        }

        var isOn = value.IsCounted ? effect.Count.Min > 0 : set == Values.On;
        var isOff = value.IsCounted ? effect.Count.Max < 0 : set == Values.Off;
        path = path with { States = path.States.With(state, value) };
        var isMet = Change(ref path, state, call, mayEstablish: !isOff, mayTearDown: !isOn) && !_broken.Any(key => key.Site == call && key.State.Equals(state));
        var after = path.States.Map[state] with { Set = set, Count = count, Known = Values.None, IsFromStart = value.IsFromStart && !isOn && !isOff };
        path = path with
        {
            States = path.States.With(state, after with
            {
                EstablishedBy = isOff ? (after.Nests ? value.EstablishedBy : EventSet.Empty) : isOn ? EventSet.Of(call) : value.EstablishedBy.Union(EventSet.Of(call)),
                TornDownBy = isOn ? EventSet.Empty : EventSet.Of(call),
                IsSilent = !isMet || (value.IsSilent && !isOn && !isOff),
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

    /// <returns>Whether that may be done here.</returns>
    private bool Change(ref PathState path, State state, CallEvent call, bool mayEstablish, bool mayTearDown) =>
        !((state.IsRequiredByScopes && mayTearDown) || (state.IsForbiddenByScopes && mayEstablish)) || ChangeUnderScope(ref path, state, call, inner: null);

    /// <summary>
    /// A state changes that an open scope depends on: what it requires is torn down, or what it forbids is established. Where none is open here, whoever
    /// calls may have opened one, so it is asked.
    /// </summary>
    private bool ChangeUnderScope(ref PathState path, State state, CallEvent call, StateDemand? inner)
    {
        var value = path.States.Map[state];
        var key = (call, inner, StateFault.UnderScope, state);
        if (value.IsSilent && !_broken.Contains(key))
        {
            return true;
        }

        var depth = inner is null ? path.Depth : path.Depth.Shift(inner.Depth);
        if ((!isRelative || body.States.IsProven) && depth is { Max: > 0, IsSilenced: false })
        {
            _broken.Add(key);
            Record(path, state, StateFault.UnderScope, call, inner, isBroken: true);
            path = path with { States = path.States.With(state, value with { IsSilent = true }) };
            return false;
        }

        Infer(path, new StateDemand(state, StateFault.UnderScope, inner?.Event ?? call, When.Always, inner?.Chain ?? []) { Depth = depth });
        return true;
    }
}
