using System.Collections.Immutable;

namespace NoInstr.Analyzers.Flow;

/// <summary>One side of a split: what its paths know, and their state. A point has a set of these; facts of different sides may overlap only with equal states.</summary>
internal readonly record struct PathState(Facts Facts, Depth Depth, EntryStates States)
{
    public PathState(Facts facts, Depth depth)
        : this(facts, depth, EntryStates.None)
    {
    }

    public bool HasSameState(PathState other) => Depth == other.Depth && States.Equals(other.States);

    /// <summary>What is true of either.</summary>
    public PathState Join(PathState other) => new(Facts.Or(other.Facts), Depth.Join(other.Depth), States.Join(other.States));

    public override string ToString() => $"depth {Depth}{States.Map}{(Facts.Count == 0 ? "" : $" when {Facts}")}";
}

/// <summary>How sets of paths come together. Every operation only ever gains paths or loses facts, so that the fixpoint is reached from below.</summary>
internal static class Paths
{
    /// <summary>Conditions that a point is split by; beyond that its paths join, and findings say "on some path".</summary>
    public const int MostSplits = 8;

    /// <summary>Sides of a point, whatever the number of conditions: a switch has many constants.</summary>
    public const int MostSides = 1 << MostSplits;

    /// <summary>
    /// Paths meet. Sides that exclude each other stay apart; sides of equal state unite where no fact is lost; sides that a path may
    /// belong to at once, with different states, become one with the join of their states.
    /// </summary>
    public static ImmutableArray<PathState> Meet(IEnumerable<PathState> paths) => Meet(paths, out _);

    /// <param name="isGivenUp">Whether there were too many sides, so that some joined although something tells them apart.</param>
    public static ImmutableArray<PathState> Meet(IEnumerable<PathState> paths, out bool isGivenUp)
    {
        // Equal facts first: what cannot be told apart is joined before a union of other sides could absorb it.
        var sides = new List<PathState>();
        foreach (var path in paths)
        {
            var same = sides.FindIndex(side => side.Facts.Equals(path.Facts));
            if (same < 0)
            {
                sides.Add(path);
            }
            else
            {
                sides[same] = sides[same].Join(path);
            }
        }

        if (sides.Count == 1)
        {
            isGivenUp = false;
            return [sides[0]];
        }

        for (var i = 0; i < sides.Count; i++)
        {
            for (var j = i + 1; j < sides.Count; j++)
            {
                var united = sides.Count < MostSides ? Split(sides[i], sides[j]) : null;
                if (united is null)
                {
                    if (Unite(sides[i], sides[j]) is not { } one)
                    {
                        continue;
                    }

                    united = [one];
                }

                sides.RemoveAt(j);
                sides.RemoveAt(i);
                sides.InsertRange(i, united);
                i = -1; // a new side may unite with an earlier one
                break;
            }
        }

        isGivenUp = !IsWithinLimits(sides);
        return isGivenUp ? Limit(sides) : [.. sides];
    }

    /// <summary>Paths reach a handler. That is no meeting place in the source: sides of different depth stay apart even where they overlap.</summary>
    public static ImmutableArray<PathState> Gather(IEnumerable<PathState> paths)
    {
        var sides = paths.GroupBy(static path => path.Depth).SelectMany(static alike => Meet(alike)).ToList();
        return sides.Count > MostSplits ? [Collapse(sides)] : [.. sides];
    }

    public static PathState Collapse(IEnumerable<PathState> paths) =>
        paths.Aggregate(static (left, right) => left.Join(right));

    /// <summary>Two sides that nothing tells apart, with depths that both still count: a scope depth that differs.</summary>
    public static bool Conflict(PathState left, PathState right) =>
        !left.Depth.IsSilenced && !right.Depth.IsSilenced && !left.Depth.SameRange(right.Depth) && !left.Facts.Excludes(right.Facts);

    /// <summary>
    /// Only what is new moves. In a handler, sides with the same facts and different depths are there side by side from the start: there depths are
    /// left alone.
    /// </summary>
    public static ImmutableArray<PathState> Widen(ImmutableArray<PathState> before, ImmutableArray<PathState> next, bool widensDepths) =>
        [.. next.Select(side => Widen(before, side, widensDepths))];

    private static PathState Widen(ImmutableArray<PathState> before, PathState side, bool widensDepths)
    {
        PathState? known = null;
        foreach (var old in before)
        {
            if (old.Facts.Equals(side.Facts))
            {
                var isSame = old.Depth.SameRange(side.Depth);
                known = isSame ? old : known ?? old;
                if (isSame)
                {
                    break;
                }
            }
        }

        if (known is not { } from)
        {
            return side;
        }

        side = side with { States = from.States.Widen(side.States) };
        return !widensDepths || from.Depth.SameRange(side.Depth)
            ? side
            : side with { Depth = from.Depth.Widen(from.Depth.Join(side.Depth) with { IsSilenced = side.Depth.IsSilenced }) };
    }

    /// <summary>
    /// Sides that overlap, with different entry states: what belongs to one alone keeps its states. Depths are another matter: where these differ, it has been
    /// reported.
    /// </summary>
    private static List<PathState>? Split(PathState left, PathState right)
    {
        if (left.Depth != right.Depth || left.States.Equals(right.States) || left.Facts.Equals(right.Facts) || left.Facts.And(right.Facts) is not { } both)
        {
            return null;
        }

        var joined = left.Join(right);
        return
        [
            joined with { Facts = both },
            .. left.Facts.Without(right.Facts).Select(facts => left with { Facts = facts }),
            .. right.Facts.Without(left.Facts).Select(facts => right with { Facts = facts }),
        ];
    }

    private static PathState? Unite(PathState left, PathState right)
    {
        if (left.HasSameState(right))
        {
            return left.Facts.Covers(right.Facts) ? left
                : right.Facts.Covers(left.Facts) ? right
                : left.Facts.ExactUnion(right.Facts) is { } union ? left with { Facts = union }
                : null;
        }

        return left.Facts.Excludes(right.Facts) ? null : left.Join(right);
    }

    private static ImmutableArray<PathState> Limit(List<PathState> sides)
    {
        // Give up what the conditions know where it makes no difference to the state, and if that is not enough, everything.
        var byDepth = sides.GroupBy(side => (side.Depth, side.States)).Select(group => Collapse(group)).ToList();
        return IsWithinLimits(byDepth) && byDepth.All(side => byDepth.All(other => side == other || side.Facts.Excludes(other.Facts)))
            ? [.. byDepth]
            : [Collapse(sides)];
    }

    private static bool IsWithinLimits(List<PathState> sides) =>
        sides.Count <= MostSides
        && (sides.Sum(static side => side.Facts.Count) <= MostSplits
            || sides.SelectMany(side => side.Facts.All).Select(fact => fact.Term.Id).Distinct().Count() <= MostSplits);
}
