using System.Collections.Immutable;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What a path knows about terms: a conjunction, at most one constraint a term, in the order of their ids. Fewer facts describe more paths.
/// </summary>
internal sealed class Facts : IEquatable<Facts>
{
    public static readonly Facts None = new(ImmutableSortedDictionary<int, (Term, Constraint)>.Empty);

    private readonly ImmutableSortedDictionary<int, (Term Term, Constraint Constraint)> _known;

    private Facts(ImmutableSortedDictionary<int, (Term, Constraint)> known) => _known = known;

    public int Count => _known.Count;

    public IEnumerable<(Term Term, Constraint Constraint)> All => _known.Values;

    public Constraint? Of(Term term) => _known.TryGetValue(term.Id, out var fact) ? fact.Constraint : null;

    /// <summary>The facts when the test holds; null when that is impossible.</summary>
    public Facts? Assume(Test test) => Assume(test.Term, Constraint.Of(test.Constant, test.WhenEqual));

    public Facts? Assume(Term term, Constraint constraint)
    {
        if (Of(term) is { } known)
        {
            return known.And(constraint) is { } both ? With(term, both) : null;
        }

        return With(term, constraint);
    }

    /// <summary>A write to the place: what was known of the terms that read it is gone.</summary>
    public Facts Forget(int place) => Without(fact => fact.Term.Places.Contains(place));

    /// <summary>Unknown code ran: it may have written the fields of any object.</summary>
    public Facts ForgetFragile() => Without(fact => fact.Term.IsFragile);

    public Facts OnlyAbout(Func<Term, bool> isWanted) => Without(fact => !isWanted(fact.Term));

    /// <summary>No path satisfies both.</summary>
    public bool Excludes(Facts other)
    {
        foreach (var (term, constraint) in All)
        {
            if (other.Of(term) is { } theirs && constraint.And(theirs) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every path that satisfies <paramref name="other"/> satisfies these.</summary>
    public bool Covers(Facts other) => All.All(fact => other.Of(fact.Term)?.Implies(fact.Constraint) == true);

    /// <summary>What holds when either does.</summary>
    public Facts Or(Facts other)
    {
        var common = None;
        foreach (var (term, constraint) in All)
        {
            if (other.Of(term) is { } theirs && constraint.Or(theirs) is { } weaker)
            {
                common = common.With(term, weaker);
            }
        }

        return common;
    }

    /// <summary>If the two differ in one term only, and there they complement each other: their union, which loses nothing.</summary>
    public Facts? ExactUnion(Facts other)
    {
        if (Count != other.Count)
        {
            return null;
        }

        Term? differing = null;
        foreach (var (term, constraint) in All)
        {
            if (other.Of(term) is not { } theirs || (!constraint.Equals(theirs) && (differing is not null || !constraint.Complements(theirs))))
            {
                return null;
            }

            differing = constraint.Equals(theirs) ? differing : term;
        }

        return differing is null ? this : Or(other);
    }

    public bool Equals(Facts? other) => other is not null && Count == other.Count && Covers(other) && other.Covers(this);

    public override bool Equals(object? obj) => Equals(obj as Facts);

    public override int GetHashCode() => _known.Aggregate(0, (hash, fact) => (hash * 31) ^ fact.Key ^ fact.Value.Constraint.GetHashCode());

    /// <summary>"'held' is true and 'vector' is not 2".</summary>
    public override string ToString() => string.Join(" and ", All.Select(Show));

    private static string Show((Term Term, Constraint Constraint) fact) =>
        $"'{fact.Term.Display}' is {(fact.Constraint.IsEqual ? "" : "not ")}{string.Join(" or ", fact.Constraint.Values.Select(Show).OrderBy(text => text, StringComparer.Ordinal))}";

    private static string Show(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => $"\"{value}\"",
    };

    private Facts With(Term term, Constraint constraint) => new(_known.SetItem(term.Id, (term, constraint)));

    private Facts Without(Func<(Term Term, Constraint Constraint), bool> isDropped)
    {
        var rest = _known;
        foreach (var fact in _known)
        {
            if (isDropped(fact.Value))
            {
                rest = rest.Remove(fact.Key);
            }
        }

        return ReferenceEquals(rest, _known) ? this : new Facts(rest);
    }
}
