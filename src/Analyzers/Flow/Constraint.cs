using System.Collections.Immutable;

namespace NoInstr.Analyzers.Flow;

/// <summary>What is known of a term's value: it is one constant, or it is none of some.</summary>
internal sealed class Constraint : IEquatable<Constraint>
{
    /// <summary>What a switch of thousands of cases has excluded is of no use to anybody, and costs its square.</summary>
    private const int MostExcluded = 32;

    private readonly ImmutableHashSet<object> _values;

    private Constraint(bool isEqual, ImmutableHashSet<object> values)
    {
        IsEqual = isEqual;
        _values = values;
    }

    public bool IsEqual { get; }

    public IEnumerable<object?> Values => _values.Select(value => ReferenceEquals(value, Null) ? null : value);

    private static object Null { get; } = new();

    public static Constraint Of(object? constant, bool isEqual) =>
        constant is bool truth && !isEqual ? Of(!truth, true) : new(isEqual, [constant ?? Null]);

    /// <summary>Both hold, or at least the first; null where they contradict each other.</summary>
    public Constraint? And(Constraint other) => (IsEqual, other.IsEqual) switch
    {
        (true, true) => _values.SetEquals(other._values) ? this : null,
        (true, false) => other._values.Overlaps(_values) ? null : this,
        (false, true) => _values.Overlaps(other._values) ? null : other,
        _ => _values.Count >= MostExcluded ? this : new Constraint(false, _values.Union(other._values)),
    };

    /// <summary>The ways not to hold.</summary>
    public IEnumerable<Constraint> Negated => IsEqual
        ? [Of(Values.Single(), isEqual: false)]
        : Values.OrderBy(static value => value is null ? "" : System.FormattableString.Invariant($"{value}"), StringComparer.Ordinal).Select(static value => Of(value, isEqual: true));

    /// <summary>What holds when either does, however little; null for nothing.</summary>
    public Constraint? Or(Constraint other)
    {
        if (IsEqual && other.IsEqual)
        {
            return Equals(other) ? this : null;
        }

        var rest = (IsEqual, other.IsEqual) switch
        {
            (true, false) => other._values.Except(_values),
            (false, true) => _values.Except(other._values),
            _ => _values.Intersect(other._values),
        };
        return rest.IsEmpty ? null : new Constraint(false, rest);
    }

    /// <summary>Whether <see cref="Or"/> loses nothing: together they are exactly the weaker constraint.</summary>
    public bool Complements(Constraint other) => (IsEqual, other.IsEqual) switch
    {
        (true, true) => _values.Concat(other._values).All(value => value is bool) && !Equals(other),
        (true, false) => other._values.Overlaps(_values),
        (false, true) => _values.Overlaps(other._values),
        _ => false,
    };

    public bool Implies(Constraint weaker) => (IsEqual, weaker.IsEqual) switch
    {
        (true, true) => _values.SetEquals(weaker._values),
        (true, false) => !weaker._values.Overlaps(_values),
        (false, true) => false,
        _ => weaker._values.IsSubsetOf(_values),
    };

    public bool Equals(Constraint? other) => other is not null && IsEqual == other.IsEqual && _values.SetEquals(other._values);

    public override bool Equals(object? obj) => Equals(obj as Constraint);

    public override int GetHashCode() => _values.Aggregate(IsEqual ? 1 : 0, (hash, value) => hash ^ value.GetHashCode());
}
