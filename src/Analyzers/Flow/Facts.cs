using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What a path knows about terms: a conjunction, at most one constraint a term, in the order of their ids. Fewer facts describe more paths.
/// </summary>
internal sealed class Facts : IEquatable<Facts>
{
    public static readonly Facts None = new([]);

    private readonly (Term Term, Constraint Constraint)[] _known;

    private Facts((Term, Constraint)[] known) => _known = known;

    public int Count => _known.Length;

    public IEnumerable<(Term Term, Constraint Constraint)> All => _known;

    public Constraint? Of(Term term)
    {
        foreach (var fact in _known)
        {
            if (fact.Term.Id == term.Id)
            {
                return fact.Constraint;
            }
        }

        return null;
    }

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
    public Facts Forget(int place) => Count == 0 ? this : Where(term => !term.Places.Contains(place));

    /// <summary>Unknown code ran: it may have written the fields of any object.</summary>
    public Facts ForgetFragile() => Count == 0 ? this : Where(static term => !term.IsFragile);

    public Facts OnlyAbout(Func<Term, bool> isWanted) => Count == 0 ? this : Where(isWanted);

    /// <summary>No path satisfies both.</summary>
    public bool Excludes(Facts other)
    {
        foreach (var (term, constraint) in _known)
        {
            if (other.Of(term) is { } theirs && constraint.And(theirs) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every path that satisfies <paramref name="other"/> satisfies these.</summary>
    public bool Covers(Facts other)
    {
        foreach (var (term, constraint) in _known)
        {
            if (other.Of(term)?.Implies(constraint) != true)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Both; null where they contradict each other.</summary>
    public Facts? And(Facts other)
    {
        Facts? both = this;
        foreach (var (term, constraint) in other._known)
        {
            both = both?.Assume(term, constraint);
        }

        return both;
    }

    /// <summary>Those of the paths that do not satisfy <paramref name="other"/>, in parts that exclude each other.</summary>
    public IEnumerable<Facts> Without(Facts other)
    {
        Facts? rest = this;
        foreach (var (term, constraint) in other._known)
        {
            foreach (var negated in constraint.Negated)
            {
                if (rest?.Assume(term, negated) is { } part)
                {
                    yield return part;
                }
            }

            rest = rest?.Assume(term, constraint);
        }
    }

    /// <summary>What holds when either does.</summary>
    public Facts Or(Facts other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var common = new List<(Term, Constraint)>(Count);
        foreach (var (term, constraint) in _known)
        {
            if (other.Of(term) is { } theirs && constraint.Or(theirs) is { } weaker)
            {
                common.Add((term, weaker));
            }
        }

        return common.Count == 0 ? None : new([.. common]);
    }

    /// <summary>If the two differ in one term only, and there they complement each other: their union, which loses nothing.</summary>
    public Facts? ExactUnion(Facts other)
    {
        if (Count != other.Count)
        {
            return null;
        }

        Term? differing = null;
        foreach (var (term, constraint) in _known)
        {
            if (other.Of(term) is not { } theirs || (!constraint.Equals(theirs) && (differing is not null || !constraint.Complements(theirs))))
            {
                return null;
            }

            differing = constraint.Equals(theirs) ? differing : term;
        }

        return differing is null ? this : Or(other);
    }

    public bool Equals(Facts? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (_known[i].Term.Id != other._known[i].Term.Id || !_known[i].Constraint.Equals(other._known[i].Constraint))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Facts);

    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var (term, constraint) in _known)
        {
            hash = (hash * 31) ^ term.Id ^ constraint.GetHashCode();
        }

        return hash;
    }

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

    private Facts With(Term term, Constraint constraint)
    {
        var at = 0;
        while (at < Count && _known[at].Term.Id < term.Id)
        {
            at++;
        }

        var isKnown = at < Count && _known[at].Term.Id == term.Id;
        if (isKnown && _known[at].Constraint.Equals(constraint))
        {
            return this;
        }

        var known = new (Term, Constraint)[isKnown ? Count : Count + 1];
        Array.Copy(_known, known, at);
        known[at] = (term, constraint);
        var rest = isKnown ? at + 1 : at;
        Array.Copy(_known, rest, known, at + 1, Count - rest);
        return new(known);
    }

    private Facts Where(Func<Term, bool> isKept)
    {
        var kept = 0;
        foreach (var fact in _known)
        {
            kept += isKept(fact.Term) ? 1 : 0;
        }

        return kept == Count ? this : kept == 0 ? None : new(Array.FindAll(_known, fact => isKept(fact.Term)));
    }
}
