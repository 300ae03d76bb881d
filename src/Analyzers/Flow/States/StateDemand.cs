using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What a body asks of whoever calls it: that a state is established at the call, or is not, or that no scope is open where it changes. It is inferred
/// where a demand meets a state that nothing in the body has set, and checked at each call.
/// </summary>
internal sealed record StateDemand(State State, StateFault Fault, Event Event, When When, ImmutableArray<ISymbol> Chain)
{
    /// <summary>Only because a scope is opened.</summary>
    public bool IsFromScope { get; init; }

    /// <summary>No caller can meet it: the body itself is wrong, and is part of each caller.</summary>
    public bool IsBroken { get; init; }

    /// <summary>For a change under a scope: how many are open there, relative to the call.</summary>
    public Depth Depth { get; init; }

    /// <summary>That it is established, or that it is not.</summary>
    public bool WantsOn => Fault is StateFault.NotEstablished or StateFault.NotStanding;

    public object Identity => (State, Fault, Event, When, IsFromScope, IsBroken, Depth);
}

/// <summary>The paths that reach a demand, in the body or inside what it calls: those that meet it and those that do not.</summary>
internal sealed class StateObservation(Event site, StateDemand? inner, StateFault fault, State state)
{
    public Event Site { get; } = site;

    public StateDemand? Inner { get; } = inner;

    public StateFault Fault { get; } = fault;

    public State State { get; } = state;

    public List<PathState> Broken { get; } = [];

    public List<PathState> Fine { get; } = [];
}

/// <summary>Two states in the wrong order: the call that comes too early, and the one that shows it.</summary>
internal sealed record OrderBreak(Event TooEarly, Event Late, State Earlier, State Later, bool IsTeardown);

/// <summary>A token that is consumed twice (at the second consumer), or lost (where it was produced), on some of the paths.</summary>
internal sealed class TokenObservation(Event at, Event producer, bool isTwice)
{
    public Event At { get; } = at;

    public Event Producer { get; } = producer;

    public bool IsTwice { get; } = isTwice;

    public List<PathState> Broken { get; } = [];

    public List<PathState> Fine { get; } = [];
}
