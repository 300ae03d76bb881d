using System.Collections.Immutable;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Tests.Flow;

/// <summary>The laws of the lattice, checked on every combination of a small universe.</summary>
public class LatticeTests
{
    private static readonly Depth[] Depths =
    [
        .. from min in Enumerable.Range(-2, 5)
           from max in Enumerable.Range(-2, 5)
           where min <= max
           from silenced in new[] { false, true }
           select new Depth(min, max, silenced),
    ];

    private static readonly Term Vector = new(0, "vector", isBool: false, [0], isFragile: false);
    private static readonly Term User = new(1, "user", isBool: true, [1], isFragile: false);
    private static readonly object[] Vectors = [1, 2, 3];

    private static readonly Constraint[] VectorConstraints =
    [
        .. Vectors.Select(value => Constraint.Of(value, isEqual: true)),
        .. Vectors.Select(value => Constraint.Of(value, isEqual: false)),
        Constraint.Of(1, false).And(Constraint.Of(2, false))!,
        Constraint.Of(2, false).And(Constraint.Of(3, false))!,
    ];

    private static readonly Facts[] AllFacts =
    [
        .. from vector in VectorConstraints.Append(null)
           from user in new Constraint?[] { null, Constraint.Of(true, true), Constraint.Of(false, true) }
           select With(With(Facts.None, Vector, vector), User, user),
    ];

    /// <summary>Every value of (vector, user).</summary>
    private static readonly (object Vector, bool User)[] World = [.. from vector in Vectors from user in new[] { true, false } select (vector, user)];

    [Fact]
    public void DepthJoin_IsTheConvexHull_AndSilencesWhatDiffers()
    {
        foreach (var a in Depths)
        {
            Assert.Equal(a, a.Join(a));
            foreach (var b in Depths)
            {
                var joined = a.Join(b);
                Assert.Equal(joined, b.Join(a));
                Assert.Equal((Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max)), (joined.Min, joined.Max));
                Assert.Equal(a.IsSilenced || b.IsSilenced || !a.SameRange(b), joined.IsSilenced);
                foreach (var c in Depths)
                {
                    Assert.Equal(a.Join(b).Join(c), a.Join(b.Join(c)));
                }
            }
        }
    }

    [Fact]
    public void DepthShift_IsMonotoneInTheRange_AndAMarkerEndsSilence()
    {
        foreach (var a in Depths)
        {
            Assert.False(a.Shift(Depth.Of(1)).IsSilenced);
            Assert.Equal(a, a.Shift(Depth.Zero));
            foreach (var b in Depths.Where(b => b.Min <= a.Min && a.Max <= b.Max))
            {
                foreach (var by in Depths)
                {
                    var (small, large) = (a.Shift(by), b.Shift(by));
                    Assert.True(large.Min <= small.Min && small.Max <= large.Max);
                }
            }
        }
    }

    [Fact]
    public void DepthWidening_StopsAfterTwoSteps()
    {
        foreach (var start in Depths)
        {
            foreach (var step in Depths)
            {
                var current = start;
                var changes = 0;
                for (var i = 0; i < 10; i++)
                {
                    var next = current.Widen(current.Join(current.Shift(step)) with { IsSilenced = current.IsSilenced });
                    changes += next.SameRange(current) ? 0 : 1;
                    current = next;
                }

                Assert.InRange(changes, 0, 2);
            }
        }
    }

    [Fact]
    public void Constraints_AreSetsOfValues()
    {
        foreach (var a in VectorConstraints)
        {
            foreach (var b in VectorConstraints)
            {
                var both = Vectors.Where(value => Allows(a, value) && Allows(b, value)).ToList();
                var either = Vectors.Where(value => Allows(a, value) || Allows(b, value)).ToList();
                var and = a.And(b);
                Assert.Equal(both, Vectors.Where(value => and is not null && Allows(and, value)));
                Assert.Superset(either.ToHashSet(), Vectors.Where(value => a.Or(b) is not { } or || Allows(or, value)).ToHashSet());
                if (a.Complements(b))
                {
                    Assert.Equal(either, Vectors.Where(value => a.Or(b) is not { } or || Allows(or, value)));
                }

                if (a.Implies(b))
                {
                    Assert.Subset(Vectors.Where(value => Allows(b, value)).ToHashSet(), Vectors.Where(value => Allows(a, value)).ToHashSet());
                }
            }
        }
    }

    [Fact]
    public void Facts_AreSetsOfWorlds()
    {
        foreach (var a in AllFacts)
        {
            foreach (var b in AllFacts)
            {
                var (inA, inB) = (Worlds(a), Worlds(b));
                if (a.Excludes(b))
                {
                    Assert.Empty(inA.Intersect(inB));
                }

                if (a.Covers(b))
                {
                    Assert.Subset(inA, inB);
                }

                Assert.Superset(inA.Union(inB).ToHashSet(), Worlds(a.Or(b)));
                if (a.ExactUnion(b) is { } union)
                {
                    Assert.Equal(inA.Union(inB).OrderBy(world => world), Worlds(union).OrderBy(world => world));
                }

                Assert.Equal(a.Equals(b), a.Covers(b) && b.Covers(a));
            }
        }
    }

    [Fact]
    public void Meet_LosesNoPath_AndKeepsApartWhatExcludesEachOther()
    {
        Depth[] depths = [Depth.Zero, Depth.Of(1)];
        PathState[] states = [.. from facts in AllFacts from depth in depths select new PathState(facts, depth)];
        foreach (var a in states)
        {
            foreach (var b in states)
            {
                var met = Paths.Meet([a, b]);
                Assert.All([a, b], path => AssertCovered(path, met));
                if (a.Facts.Excludes(b.Facts) && a.Depth != b.Depth)
                {
                    Assert.Equal(2, met.Length);
                }

                Assert.Equal(Paths.Conflict(a, b), a.Depth != b.Depth && !a.Facts.Excludes(b.Facts));
                Assert.All([a, b], path => AssertCovered(path, Paths.Gather([a, b])));
            }
        }
    }

    [Fact]
    public void Meet_BeyondTheLimit_JoinsEverything()
    {
        var terms = Enumerable.Range(0, Paths.MostSplits + 1).Select(id => new Term(id, $"flag{id}", isBool: true, [id], isFragile: false)).ToArray();
        PathState[] sides = [.. Enumerable.Range(0, 1 << terms.Length).Select(bits => new PathState(
            terms.Aggregate(Facts.None, (facts, term) => facts.Assume(term, Constraint.Of((bits >> term.Id & 1) != 0, true))!),
            Depth.Of(int.PopCount(bits))))];
        var met = Paths.Meet(sides);
        Assert.Single(met);
        Assert.Equal((0, terms.Length), (met[0].Depth.Min, met[0].Depth.Max));
    }

    private static void AssertCovered(PathState path, ImmutableArray<PathState> sides) => Assert.Contains(
        sides, side => side.Facts.Covers(path.Facts) && side.Depth.Min <= path.Depth.Min && path.Depth.Max <= side.Depth.Max);

    private static Facts With(Facts facts, Term term, Constraint? constraint) => constraint is null ? facts : facts.Assume(term, constraint)!;

    private static bool Allows(Constraint constraint, object value) => constraint.IsEqual == constraint.Values.Contains(value);

    private static HashSet<(object Vector, bool User)> Worlds(Facts facts) => [.. World.Where(world =>
        (facts.Of(Vector) is not { } vector || Allows(vector, world.Vector)) && (facts.Of(User) is not { } user || Allows(user, world.User)))];
}
