using System.Collections.Immutable;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// A value that conditions talk about, in normal form: a local, a parameter, a readonly field, a field of a by-value or <c>in</c> parameter,
/// a call of a [Pure] method on those, arithmetic with constants; or a comparison that is none of the form "term equals constant".
/// Two conditions over the same term are correlated as long as nothing writes the places that the term reads.
/// </summary>
internal sealed class Term(int id, string display, bool isBool, ImmutableArray<int> places, bool isFragile)
{
    public int Id { get; } = id;

    /// <summary>As the source has it, for messages.</summary>
    public string Display { get; } = display;

    public bool IsBool { get; } = isBool;

    public ImmutableArray<int> Places { get; } = places;

    /// <summary>Reads a mutable field of an object: any call may write it.</summary>
    public bool IsFragile { get; } = isFragile;
}

/// <summary>A condition in normal form: true exactly when (<c>Term</c> equals <c>Constant</c>) is <c>WhenEqual</c>.</summary>
internal readonly record struct Test(Term Term, object? Constant, bool WhenEqual)
{
    public Test Negated => this with { WhenEqual = !WhenEqual };
}
