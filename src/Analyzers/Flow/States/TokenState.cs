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
    public bool IsAt(int place) => Places.Contains(place);

    public TokenState Join(TokenState other) => Equals(other) ? this : this with
    {
        Fate = Fate | other.Fate,
        Places = [.. Places.Union(other.Places).OrderBy(static place => place)],
        Before = Before.Join(other.Before),
    };

    public TokenState Without(int place) => IsAt(place) ? this with { Places = Places.Remove(place) } : this;

    public TokenState At(int place) => IsAt(place) ? this : this with { Places = [.. Places.Add(place).OrderBy(static held => held)] };

    public bool Equals(TokenState? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Producer == other.Producer && Index == other.Index && Fate == other.Fate && Places.SequenceEqual(other.Places) && Before.Equals(other.Before));

    public override int GetHashCode() => Producer.GetHashCode() ^ Index;
}
