using System.Collections.Immutable;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>What has become of a token, on the paths that come together here.</summary>
[Flags]
internal enum TokenFate
{
    NotProduced = 1,
    Open = 2,
    Consumed = 4,
}

/// <summary>One entry token: the call that produced it, the places that hold it, and the states from before that call.</summary>
internal sealed record TokenState(CallEvent Producer, int Index, TokenFate Fate, ImmutableArray<int> Places, StateMap Before)
{
    /// <summary>The places among them that may hold it after it was consumed: to consume it from there is once too often.</summary>
    public ImmutableArray<int> Spent { get; init; } = [];

    public bool IsAt(int place) => Places.Contains(place);

    public bool IsSpentAt(ImmutableArray<int> places) => Spent.Any(places.Contains);

    public TokenState Consumed() => this with { Fate = (Fate & TokenFate.NotProduced) | TokenFate.Consumed, Spent = Places };

    public TokenState Join(TokenState other) => Equals(other) ? this : this with
    {
        Fate = Fate | other.Fate,
        Places = Union(Places, other.Places),
        Spent = Union(Spent, other.Spent),
        Before = Before.Join(other.Before),
    };

    public TokenState Without(int place) => IsAt(place) ? this with { Places = Places.Remove(place), Spent = Spent.Remove(place) } : this;

    /// <summary>It is there, too, in whatever state it is where it comes from.</summary>
    public TokenState At(int place, int from) =>
        this with { Places = Union(Places, [place]), Spent = Spent.Contains(from) ? Union(Spent, [place]) : Spent.Remove(place) };

    public bool Equals(TokenState? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Producer == other.Producer && Index == other.Index && Fate == other.Fate && Places.SequenceEqual(other.Places) && Spent.SequenceEqual(other.Spent) && Before.Equals(other.Before));

    public override int GetHashCode() => Producer.GetHashCode() ^ Index;

    private static ImmutableArray<int> Union(ImmutableArray<int> left, ImmutableArray<int> right) => [.. left.Union(right).OrderBy(static place => place)];
}
