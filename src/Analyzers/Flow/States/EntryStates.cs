using System.Collections.Immutable;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Flow;

/// <summary>The state part of a path: the values of all entry states, and the entry tokens that this body has produced.</summary>
internal sealed class EntryStates : IEquatable<EntryStates>
{
    public static readonly EntryStates None = new(StateMap.AtEntry, []);

    private EntryStates(StateMap map, ImmutableArray<TokenState> tokens)
    {
        Map = map;
        Tokens = tokens;
    }

    public StateMap Map { get; }

    /// <summary>In the order of the calls that produced them.</summary>
    public ImmutableArray<TokenState> Tokens { get; }

    public static EntryStates Of(StateContract contract) => contract.IsProven ? new(StateMap.Of(contract), []) : None;

    public EntryStates With(StateMap map) => ReferenceEquals(map, Map) ? this : new(map, Tokens);

    public EntryStates With(State state, StateValue value) => With(Map.With(state, value));

    public EntryStates With(ImmutableArray<TokenState> tokens) => new(Map, tokens);

    public EntryStates Join(EntryStates other) => ReferenceEquals(this, other) ? this : new(Map.Join(other.Map), Join(Tokens, other.Tokens));

    public EntryStates Widen(EntryStates next) => ReferenceEquals(this, next) ? this : new(Map.Widen(next.Map), next.Tokens);

    public bool Equals(EntryStates? other) =>
        ReferenceEquals(this, other) || (other is not null && Map.Equals(other.Map) && Tokens.SequenceEqual(other.Tokens));

    public override bool Equals(object? obj) => Equals(obj as EntryStates);

    public override int GetHashCode() => Map.GetHashCode() ^ Tokens.Length;

    private static ImmutableArray<TokenState> Join(ImmutableArray<TokenState> left, ImmutableArray<TokenState> right)
    {
        if (left.IsEmpty && right.IsEmpty)
        {
            return left;
        }

        var joined = new List<TokenState>();
        foreach (var token in left)
        {
            var same = right.FirstOrDefault(other => other.Producer == token.Producer && other.Index == token.Index);
            joined.Add(same is null ? token.OrNotProduced() : token.Join(same));
        }

        joined.AddRange(right
            .Where(token => !left.Any(other => other.Producer == token.Producer && other.Index == token.Index))
            .Select(static token => token.OrNotProduced()));
        return [.. joined.OrderBy(static token => token.Producer.Syntax.SpanStart).ThenBy(static token => token.Index)];
    }
}
