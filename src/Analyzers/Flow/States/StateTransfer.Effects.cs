using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The effects of clauses and of summaries, and the order that they come in.</summary>
internal sealed partial class StateTransfer
{
    /// <summary>What one call changes, all at once.</summary>
    private sealed class Changes
    {
        public List<State> Established { get; } = [];

        public List<State> TornDown { get; } = [];
    }

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
                Establish(ref path, state, call, isSilent: !isMet);
                changes.Established.Add(state);
                break;
            case ContractAttribute.Ensures:
                Ensure(ref path, state, call, changes);
                break;
            case ContractAttribute.Revokes:
                isMet = Demand(StateFault.NotStanding, ref path);
                isMet &= Change(ref path, state, call, mayEstablish: false, mayTearDown: true);
                TearDown(ref path, state, call, isSilent: !isMet);
                changes.TornDown.Add(state);
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
        path = path with
        {
            States = path.States.With(state, value with
            {
                Set = Values.Off,
                Count = value.Count.Shift(Depth.MinusOne),
                EstablishedBy = EventSet.Empty,
                TornDownBy = EventSet.Of(site),
                IsFromStart = false,
                IsSilent = isSilent,
                Earlier = value.Earlier.IsDefaultOrEmpty ? value.Earlier : value.Earlier.RemoveAt(0),
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
            EstablishedBy = EventSet.Empty,
            IsFromStart = !value.IsCounted && (value.Earlier[0].Set & Values.Entry) != 0,
        };

    private static StateValue Unknown(StateValue value) =>
        value with { Set = Values.Unknown, Count = new Depth(-Depth.Limit, Depth.Limit), EstablishedBy = EventSet.Empty, IsFromStart = false };

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
        path = path with
        {
            States = path.States.With(state, path.States.Map[state] with
            {
                Set = set,
                Count = count,
                EstablishedBy = isOff ? EventSet.Empty : isOn ? EventSet.Of(call) : value.EstablishedBy.Union(EventSet.Of(call)),
                TornDownBy = isOn ? EventSet.Empty : EventSet.Of(call),
                IsFromStart = value.IsFromStart && !isOn && !isOff,
                IsSilent = !isMet || (value.IsSilent && !isOn && !isOff),
            }),
        };
        (isOn ? changes.Established : isOff ? changes.TornDown : []).Add(state);
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

    /// <summary>Whether this body must establish the one before the other.</summary>
    private bool Precedes(State earlier, State later) =>
        earlier.IsBefore(later) || body.States.Orders.Any(order => order.IndexOf(earlier) is >= 0 and var at && order.IndexOf(later) > at);

    private void CheckOrder(StateMap before, Changes changes, CallEvent call)
    {
        if (!IsRecording || !body.States.IsProven)
        {
            return;
        }

        foreach (var (state, value) in before.All)
        {
            if (changes.Established.Contains(state) || changes.TornDown.Contains(state))
            {
                continue;
            }

            foreach (var established in changes.Established.Where(established => Precedes(established, state)))
            {
                Report(value.EstablishedBy, established, state, isTeardown: false);
            }

            foreach (var tornDown in changes.TornDown.Where(tornDown => Precedes(tornDown, state) && !value.EstablishedBy.IsEmpty))
            {
                analysis.AddOrderBreak(new OrderBreak(call, call, tornDown, state, IsTeardown: true));
            }

            foreach (var later in changes.TornDown.Where(later => Precedes(state, later) && before[later].IsFromStart))
            {
                Report(value.TornDownBy, state, later, isTeardown: true);
            }
        }

        void Report(EventSet tooEarly, State earlier, State later, bool isTeardown)
        {
            foreach (var early in tooEarly.Events)
            {
                analysis.AddOrderBreak(new OrderBreak(early, call, earlier, later, isTeardown));
            }
        }
    }
}
