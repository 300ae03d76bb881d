using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The states in which paths reach an event of the body, or a point inside the callee that the event expands.</summary>
internal sealed class Observation(Event site, Point? inner)
{
    public Event Site { get; } = site;

    public Point? Inner { get; } = inner;

    /// <summary>What happens: the inner point's event, or the event itself.</summary>
    public Event Event => Inner?.Event ?? Site;

    /// <summary>Depth at the event itself, on each side of the split that reaches it.</summary>
    public List<PathState> Paths { get; } = [];
}

/// <summary>A place where the body returns, and the states with which it does.</summary>
internal sealed class ExitObservation(Location location)
{
    public Location Location { get; } = location;

    /// <summary>How many ways lead here: the closing brace is a place where paths may meet.</summary>
    public int Ways { get; set; }

    public bool IsMeeting => Ways > 1;

    public List<PathState> Paths { get; } = [];
}

/// <summary>What the interpreter recorded of one body. Nothing here is a verdict: rules judge afterwards.</summary>
internal sealed class Analysis(Body body)
{
    private readonly Dictionary<(Event, Point?), Observation> _byEvent = [];
    private readonly Dictionary<Location, ExitObservation> _byExit = [];

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

    public void Observe(Event site, Point? inner, PathState path)
    {
        if (!_byEvent.TryGetValue((site, inner), out var observation))
        {
            _byEvent.Add((site, inner), observation = new Observation(site, inner));
            Observations.Add(observation);
        }

        observation.Paths.Add(path);
    }

    public void ObserveExit(Location location, IEnumerable<PathState> paths)
    {
        if (!_byExit.TryGetValue(location, out var exit))
        {
            _byExit.Add(location, exit = new ExitObservation(location));
            Exits.Add(exit);
        }

        exit.Ways++;
        exit.Paths.AddRange(paths);
    }

    public void AddConflict(Conflict conflict)
    {
        if (Conflicts.All(known => known.Location != conflict.Location))
        {
            Conflicts.Add(conflict);
        }
    }
}
