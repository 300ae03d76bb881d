using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The states in which paths reach an event of the body, or a point inside the callee that the event expands.</summary>
internal sealed class Observation(Event site, Point? inner)
{
    public Event Site { get; } = site;

    public Point? Inner { get; } = inner;

    /// <summary>What happens: the inner point's event, or the event itself.</summary>
    public Event Event => Inner?.Event ?? Site;

    /// <summary>Depth at the event itself, on each side of the split that reaches it: one, as a rule.</summary>
    public List<PathState> Paths { get; } = new(1);
}

/// <summary>A place where the body returns, and the states with which it does.</summary>
internal sealed class ExitObservation(Location location)
{
    public Location Location { get; } = location;

    /// <summary>How many ways lead here: the closing brace is a place where paths may meet.</summary>
    public int Ways { get; set; }

    public bool IsMeeting => Ways > 1;

    public List<PathState> Paths { get; } = new(1);

    /// <summary>For each path: the bool constant that it returns, where it is one.</summary>
    public List<bool?> Returned { get; } = [];
}

/// <summary>What the interpreter recorded of one body. Nothing here is a verdict: rules judge afterwards.</summary>
internal sealed class Analysis(Body body)
{
    private readonly Dictionary<(Event, Point?), Observation> _byEvent = [];
    private readonly Dictionary<Location, ExitObservation> _byExit = [];
    private readonly Dictionary<Event, List<StateObservation>> _statesAt = [];
    private readonly Dictionary<Event, List<TokenObservation>> _tokensAt = [];

    public Body Body { get; } = body;

    public List<Observation> Observations { get; } = [];

    public List<ExitObservation> Exits { get; } = [];

    public List<Conflict> Conflicts { get; } = [];

    public HashSet<Depth> Throws { get; } = [];

    /// <summary>The blocks that an exception leaves the body from, be it behind a finally block, with a scope open.</summary>
    public HashSet<int> LeftOpenFrom { get; } = [];

    /// <summary>How often a block was interpreted until nothing changed any more.</summary>
    public int Visits { get; set; }

    /// <summary>The depths at which local functions without an annotation are called.</summary>
    public List<(IMethodSymbol Function, Depth Depth)> LocalEntries { get; } = [];

    /// <summary>Checks of entry states: where a demand was met, and where not.</summary>
    public List<StateObservation> StateObservations { get; } = [];

    /// <summary>What is asked of whoever calls.</summary>
    public List<StateDemand> Demands { get; } = [];

    public List<OrderBreak> OrderBreaks { get; } = [];

    public List<TokenObservation> TokenObservations { get; } = [];

    public void ObserveState(Event site, StateDemand? inner, StateFault fault, State state, PathState path, bool isBroken)
    {
        var there = At(_statesAt, site);
        var observation = there.Find(known => ReferenceEquals(known.Inner, inner) && known.Fault == fault && known.State.Equals(state));
        if (observation is null)
        {
            there.Add(observation = new StateObservation(site, inner, fault, state));
            StateObservations.Add(observation);
        }

        (isBroken ? observation.Broken : observation.Fine).Add(path);
    }

    /// <summary>The first of its kind speaks for all.</summary>
    public void AddDemand(StateDemand demand)
    {
        if (!Demands.Exists(known =>
            known.State.Equals(demand.State) && known.Fault == demand.Fault && known.When.Equals(demand.When) && known.IsFromScope == demand.IsFromScope && known.Depth == demand.Depth))
        {
            Demands.Add(demand);
        }
    }

    public void AddOrderBreak(OrderBreak found)
    {
        if (!OrderBreaks.Contains(found))
        {
            OrderBreaks.Add(found);
        }
    }

    public void ObserveToken(Event at, Event producer, bool isTwice, PathState path, bool isBroken)
    {
        var there = At(_tokensAt, at);
        var observation = there.Find(known => known.Producer == producer && known.IsTwice == isTwice);
        if (observation is null)
        {
            there.Add(observation = new TokenObservation(at, producer, isTwice));
            TokenObservations.Add(observation);
        }

        (isBroken ? observation.Broken : observation.Fine).Add(path);
    }

    public void Observe(Event site, Point? inner, PathState path)
    {
        if (!_byEvent.TryGetValue((site, inner), out var observation))
        {
            _byEvent.Add((site, inner), observation = new Observation(site, inner));
            Observations.Add(observation);
        }

        observation.Paths.Add(path);
    }

    public void ObserveExit(Location location, IReadOnlyList<PathState> paths, bool? returned)
    {
        if (!_byExit.TryGetValue(location, out var exit))
        {
            _byExit.Add(location, exit = new ExitObservation(location));
            Exits.Add(exit);
        }

        exit.Ways++;
        exit.Paths.AddRange(paths);
        foreach (var _ in paths)
        {
            exit.Returned.Add(returned);
        }
    }

    public void AddConflict(Conflict conflict)
    {
        if (Conflicts.All(known => known.Location != conflict.Location))
        {
            Conflicts.Add(conflict);
        }
    }

    /// <summary>A body may have thousands of calls with contracts: what is known is looked for at the event alone.</summary>
    private static List<TObservation> At<TObservation>(Dictionary<Event, List<TObservation>> known, Event site)
    {
        if (!known.TryGetValue(site, out var there))
        {
            known.Add(site, there = new(1));
        }

        return there;
    }
}
