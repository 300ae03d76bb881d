using System.Collections.Immutable;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>What has become of a token on a path.</summary>
internal enum TokenFate
{
    NotProduced,
    Open,
    Consumed,
}

/// <summary>The fate of a token on some path, and the places that hold it there.</summary>
internal sealed class TokenWay(TokenFate fate, ImmutableArray<int> places) : IEquatable<TokenWay>
{
    public static readonly TokenWay NotProduced = new(TokenFate.NotProduced, []);

    public TokenFate Fate { get; } = fate;

    /// <summary>Without one, an open token is lost.</summary>
    public ImmutableArray<int> Places { get; } = places;

    public bool IsAt(int place) => Places.Contains(place);

    public TokenWay Without(int place) => IsAt(place) ? new(Fate, Places.Remove(place)) : this;

    public TokenWay At(int place) => IsAt(place) ? this : new(Fate, [.. Places.Add(place).OrderBy(static held => held)]);

    public TokenWay Consumed() => Fate == TokenFate.Open ? new(TokenFate.Consumed, Places) : this;

    public bool Equals(TokenWay? other) => other is not null && Fate == other.Fate && Places.SequenceEqual(other.Places);

    public override bool Equals(object? obj) => Equals(obj as TokenWay);

    public override int GetHashCode() => Places.Aggregate((int)Fate, static (hash, place) => (hash * 31) ^ place);
}

/// <summary>
/// One entry token: the call that produced it, what may have become of it, and the states from before that call. Where it is belongs to its fate: a token
/// that is lost on one path is not consumed there because it is on another.
/// </summary>
internal sealed record TokenState(CallEvent Producer, int Index, ImmutableArray<TokenWay> Ways, StateMap Before)
{
    public bool IsAt(int place) => Ways.Any(way => way.IsAt(place));

    public bool MayBe(TokenFate fate) => Ways.Any(way => way.Fate == fate);

    public TokenState Each(Func<TokenWay, TokenWay?> change)
    {
        var changed = Ways.Select(change).OfType<TokenWay>().Distinct().ToImmutableArray();
        return changed.SequenceEqual(Ways) ? this : this with { Ways = changed };
    }

    public TokenState OrNotProduced() => this with { Ways = [.. Ways.Append(TokenWay.NotProduced).Distinct()] };

    public TokenState Join(TokenState other) => Equals(other) ? this : this with
    {
        Ways = [.. Ways.Union(other.Ways)],
        Before = Before.Join(other.Before),
    };

    public bool Equals(TokenState? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Producer == other.Producer && Index == other.Index && Ways.Length == other.Ways.Length && Ways.All(other.Ways.Contains) && Before.Equals(other.Before));

    public override int GetHashCode() => Producer.GetHashCode() ^ Index;
}
