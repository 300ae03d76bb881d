using System.Collections.Immutable;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The events that may have done something, on the paths that come together here.</summary>
internal sealed class EventSet : IEquatable<EventSet>
{
    public static readonly EventSet Empty = new([]);

    private readonly ImmutableArray<Event> _events;

    private EventSet(ImmutableArray<Event> events) => _events = events;

    public ImmutableArray<Event> Events => _events;

    public bool IsEmpty => _events.IsEmpty;

    public static EventSet Of(Event happened) => new([happened]);

    public EventSet Union(EventSet other)
    {
        var missing = other._events.RemoveRange(_events);
        return missing.IsEmpty ? this : _events.IsEmpty ? other : new EventSet(_events.AddRange(missing));
    }

    public bool Equals(EventSet? other) =>
        ReferenceEquals(this, other) || (other is not null && _events.Length == other._events.Length && _events.All(other._events.Contains));

    public override bool Equals(object? obj) => Equals(obj as EventSet);

    public override int GetHashCode() => _events.Length;
}
