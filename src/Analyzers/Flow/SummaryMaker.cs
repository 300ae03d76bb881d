using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>Analysis of a body relative to its caller → summary.</summary>
internal static class SummaryMaker
{
    private const int MostThrows = 8;

    public static Summary Make(ISymbol unit, Analysis analysis, Func<ISymbol, Summary> summaries)
    {
        var body = analysis.Body;
        var conflicts = analysis.Conflicts.ToList();
        return new Summary(
            OutcomesOf(body, analysis, conflicts),
            ThrowsOf(analysis),
            PointsOf(unit, body, analysis),
            [.. conflicts.Concat(ConflictsOfLocalFunctions(body, summaries)).GroupBy(conflict => conflict.Location).Select(group => group.First())])
        {
            Demands = DemandsOf(unit, analysis),
            HidesCode = body.HidesCode || body.Expanded.Any(expanded => summaries(expanded).HidesCode),
        };
    }

    /// <summary>
    /// Code without a body of its own is a sequence of calls that nothing branches around. It counts as balanced: an initialiser that
    /// opened a scope for its constructor would be an error where it stands.
    /// </summary>
    public static Summary MakeSequence(ISymbol unit, ImmutableArray<CallEvent> parts, Func<ISymbol, Summary> summaries)
    {
        var points = new Dictionary<PointKind, Point>();
        foreach (var part in parts)
        {
            if (!part.Target.IsExpanded)
            {
                Keep(new Point(part, Depth.Zero, When.Always, new Way(unit, rest: null)));
                continue;
            }

            foreach (var point in summaries(part.Target.Unit!).Points)
            {
                Keep(point with { When = When.Always, Chain = new Way(unit, point.Chain) });
            }
        }

        return new Summary([new Outcome(When.Always, Depth.Zero)], [Depth.Zero], [.. points.OrderBy(entry => entry.Key).Select(entry => entry.Value)], []);

        void Keep(Point candidate)
        {
            if (PointKinds.Of(candidate.Event) is { } kind && (!points.TryGetValue(kind, out var known) || kind.IsWorse(candidate.Depth, known.Depth)))
            {
                points[kind] = candidate;
            }
        }
    }

    /// <summary>
    /// A recursion that goes on changing the depth: any depth, and of each kind of point the one that was there first. What is returned no
    /// longer depends on the states of the other bodies of the component, so the iteration ends.
    /// </summary>
    public static Summary GiveUp(Summary before, Summary next) => new(
        next.Outcomes.IsEmpty ? [] : [new Outcome(When.Always, Depth.Any, next.Outcomes.Select(static outcome => outcome.States.AsUnknown()).Aggregate(static (left, right) => left.Join(right)))],
        next.Throws.IsEmpty ? [] : [Depth.Any],
        [.. before.Points.Concat(next.Points)
            .GroupBy(point => PointKinds.Of(point.Event))
            .Select(group => group.First() with { Depth = Depth.Any, When = When.Always })],
        Earlier(before, next))
    {
        Demands = [.. before.Demands.Concat(next.Demands)
            .GroupBy(static demand => (demand.State, demand.Fault, demand.IsFromScope, demand.IsBroken))
            .Select(static group => group.First() with { When = When.Always, Depth = Depth.Any })],
        HidesCode = next.HidesCode,
    };

    /// <summary>A conflict that an earlier round found stays as it was found: later rounds only know more depths.</summary>
    public static Summary KeepConflicts(Summary before, Summary next) => new(next.Outcomes, next.Throws, next.Points, Earlier(before, next)) { Demands = next.Demands, HidesCode = next.HidesCode };

    private static ImmutableArray<Conflict> Earlier(Summary before, Summary next) =>
        [.. before.Conflicts.Concat(next.Conflicts).GroupBy(conflict => conflict.Location).Select(group => group.First())];

    /// <summary>All ways to return meet at the end of the body, and only the bool parameters tell them apart.</summary>
    private static ImmutableArray<Outcome> OutcomesOf(Body body, Analysis analysis, List<Conflict> conflicts)
    {
        var returning = analysis.Exits
            .SelectMany(exit => exit.Paths)
            .Select(path => new PathState(path.Facts.OnlyAbout(body.Parameters.Contains), path.Depth, EntryStates.None.With(path.States.Map.AsEffect())))
            .ToList();
        foreach (var one in returning)
        {
            foreach (var other in returning)
            {
                if (Paths.Conflict(one, other) && conflicts.Count == 0)
                {
                    conflicts.Add(new Conflict(new Sites(body).End, one.Depth, other.Depth));
                }
            }
        }

        return [.. Paths.Meet(returning)
            .Select(path => new Outcome(When.Of(path.Facts, body), path.Depth, path.States.Map.AsEffect()))
            .OrderBy(outcome => outcome.Net.Min).ThenBy(outcome => outcome.Net.Max)];
    }

    /// <summary>Mistakes of the body itself are its callers', too: a helper is judged in each of them.</summary>
    private static ImmutableArray<StateDemand> DemandsOf(ISymbol unit, Analysis analysis)
    {
        if (analysis.Demands.Count == 0 && analysis.StateObservations.Count == 0)
        {
            return [];
        }

        var broken = analysis.StateObservations
            .Where(_ => !analysis.Body.States.IsProven)
            .SelectMany(observation => observation.Broken.Select(path => When.Of(path.Facts, analysis.Body)).Distinct()
                .Select(when => new StateDemand(observation.State, observation.Fault, observation.Inner?.Event ?? observation.Site, when, observation.Inner?.Chain ?? []) { IsBroken = true }));
        return [.. analysis.Demands.Concat(broken)
            .Select(demand => demand with { Chain = demand.Chain.Insert(0, unit) })
            .OrderBy(static demand => demand.Event.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(static demand => demand.Event.Syntax.SpanStart)
            .ThenBy(static demand => demand.State)];
    }

    private static ImmutableArray<Depth> ThrowsOf(Analysis analysis) => analysis.Throws.Count <= MostThrows
        ? [.. analysis.Throws.OrderBy(depth => depth.Min).ThenBy(depth => depth.Max)]
        : [analysis.Throws.Aggregate((left, right) => left.Join(right))];

    private static ImmutableArray<Point> PointsOf(ISymbol unit, Body body, Analysis analysis)
    {
        var best = new Dictionary<(PointKind, When), Point>();
        foreach (var observation in analysis.Observations)
        {
            if (PointKinds.Of(observation.Event) is not { } kind)
            {
                continue;
            }

            foreach (var path in observation.Paths)
            {
                var when = When.Of(path.Facts, body);
                var candidate = new Point(observation.Event, path.Depth, when, new Way(unit, observation.Inner?.Chain));
                if (!best.TryGetValue((kind, when), out var known) || kind.IsWorse(candidate.Depth, known.Depth))
                {
                    best[(kind, when)] = candidate;
                }
            }
        }

        return [.. best.Values.OrderBy(point => point.Event.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(point => point.Event.Syntax.SpanStart)];
    }

    private static IEnumerable<Conflict> ConflictsOfLocalFunctions(Body body, Func<ISymbol, Summary> summaries) => body.Blocks
        .SelectMany(block => block.Events)
        .OfType<CallEvent>()
        .Where(call => call.Target.Kind == TargetKind.LocalFunction)
        .SelectMany(call => summaries(call.Target.Method!).Conflicts);
}
