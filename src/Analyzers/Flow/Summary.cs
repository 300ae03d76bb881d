using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What a body that counts as part of its caller does to the caller, relative to the depth at the call. Context-free: computed once per
/// compilation, whoever asks first, and applied at each call; no caller walks the body again.
/// </summary>
internal sealed class Summary(ImmutableArray<Outcome> outcomes, ImmutableArray<Depth> throws, ImmutableArray<Point> points, ImmutableArray<Conflict> conflicts)
{
    /// <summary>Nothing is known to happen yet: the least element, from which recursion is solved upwards.</summary>
    public static readonly Summary Bottom = new([], [], [], []);

    /// <summary>A body that is not here to see: balanced, and verified at home.</summary>
    public static readonly Summary Opaque = new([new Outcome(When.Always, Depth.Zero)], [Depth.Zero], [], []);

    /// <summary>The ways to return. None: the body never does.</summary>
    public ImmutableArray<Outcome> Outcomes { get; } = outcomes;

    /// <summary>The net depths with which an exception may leave.</summary>
    public ImmutableArray<Depth> Throws { get; } = throws;

    /// <summary>For each kind of sensitive point and each combination of the parameters, the one that breaks a rule most easily.</summary>
    public ImmutableArray<Point> Points { get; } = points;

    /// <summary>Where different depths meet in the body itself and in its local functions.</summary>
    public ImmutableArray<Conflict> Conflicts { get; } = conflicts;

    /// <summary>What the body asks of its caller's entry states.</summary>
    public ImmutableArray<StateDemand> Demands { get; init; } = [];

    /// <summary>It does something to entry states, or finds something out about them.</summary>
    public bool ChangesStates { get; } = outcomes.Any(static outcome => !outcome.States.IsAtEntry);

    /// <summary>The body, or one that it expands, has code that is not compiled here.</summary>
    public bool HidesCode { get; init; }

    /// <summary>By how much the depth changes on every way to return; null where that depends.</summary>
    public int? Net => Outcomes.Length == 1 && Outcomes[0] is { When.Values.IsEmpty: true, Net: { IsExact: true, IsSilenced: false } net } ? net.Min : null;

    /// <summary>An exception may leave it with a scope open that it has opened.</summary>
    public bool MayThrowWithScopeOpen => Throws.Any(static thrown => thrown.Min > 0);

    public bool SameEffect(Summary other) =>
        Outcomes.SequenceEqual(other.Outcomes)
        && Throws.SequenceEqual(other.Throws)
        && Points.Select(point => point.Identity).SequenceEqual(other.Points.Select(point => point.Identity))
        && Demands.Select(demand => demand.Identity).SequenceEqual(other.Demands.Select(demand => demand.Identity))
        && Conflicts.SequenceEqual(other.Conflicts);
}

/// <summary>One way to return: for which values of the bool parameters, by how much the depth has changed, and what has become of entry states.</summary>
internal readonly record struct Outcome(When When, Depth Net, StateMap States)
{
    public Outcome(When when, Depth net)
        : this(when, net, StateMap.AtEntry)
    {
    }
}

/// <summary>A conjunction of "bool parameter has this value".</summary>
internal readonly record struct When(ImmutableArray<(int Parameter, bool Value)> Values) : IEquatable<When>
{
    public static readonly When Always = new([]);

    public bool Equals(When other) => Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(17, (hash, value) => (hash * 31) ^ value.GetHashCode());

    /// <summary>What a path knows about the body's own parameters.</summary>
    public static When Of(Facts facts, Body body)
    {
        var values = ImmutableArray.CreateBuilder<(int, bool)>();
        for (var ordinal = 0; ordinal < body.Parameters.Length; ordinal++)
        {
            if (body.Parameters[ordinal] is { } parameter && facts.Of(parameter) is { IsEqual: true } known && known.Values.Single() is bool value)
            {
                values.Add((ordinal, value));
            }
        }

        return new When(values.ToImmutable());
    }
}

/// <summary>An event in an expanded callee that a rule may object to, with its depth relative to the call and the way to it.</summary>
internal sealed record Point(Event Event, Depth Depth, When When, Way Chain)
{
    public object Identity => (Event, Depth, When);
}

/// <summary>Where paths of different scope depth meet.</summary>
internal readonly record struct Conflict(Location Location, Depth One, Depth Other, bool IsUncertain = false);
