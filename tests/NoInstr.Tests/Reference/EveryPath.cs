namespace NoInstr.Tests.Reference;

/// <summary>Where a path stands: open scopes, and what the parameters are.</summary>
internal readonly record struct PathPoint(int Depth, bool A, bool B, bool C, int V)
{
    public bool this[Flag flag] => flag switch { Flag.A => A, Flag.B => B, _ => C };

    public PathPoint With(Flag flag, bool value) => flag switch
    {
        Flag.A => this with { A = value },
        Flag.B => this with { B = value },
        _ => this with { C = value },
    };
}

/// <summary>
/// All paths of a body, followed from every value of its parameters with concrete values: nothing is joined, nothing is widened. Two paths
/// with the same depth and values at one place have the same future, so that they are followed once; and loops are followed until they
/// bring nothing new. Where scopes pile up without end, paths deeper than <see cref="DeepestScope"/> are dropped.
/// A call that may be instrumented, or any other, may throw once it is done; markers may not. After an unmatched End the depth is 0.
/// </summary>
internal sealed class EveryPath
{
    private const int DeepestScope = 10;

    private readonly Dictionary<Statement, HashSet<PathPoint>> _reached = new(ReferenceEqualityComparer.Instance);

    public EveryPath(Body program)
    {
        var exits = new Exits();
        AtEnd.UnionWith(Run(program, Starts(), exits));
        Meet(AtEnd);
        Returns = exits.Returns;
    }

    /// <summary>What returns at each <c>return</c>, after the finally blocks on the way.</summary>
    public Dictionary<Statement, HashSet<PathPoint>> Returns { get; }

    /// <summary>What reaches the closing brace.</summary>
    public HashSet<PathPoint> AtEnd { get; } = [];

    /// <summary>Paths that no condition can tell apart met with different depths.</summary>
    public bool HasConflict { get; private set; }

    public IReadOnlySet<PathPoint> At(Statement statement) => _reached.GetValueOrDefault(statement) ?? [];

    public IEnumerable<Statement> Reached => _reached.Keys;

    private static HashSet<PathPoint> Starts()
    {
        bool[] both = [false, true];
        return [.. from a in both from b in both from c in both from v in Enumerable.Range(0, 4) select new PathPoint(0, a, b, c, v)];
    }

    private HashSet<PathPoint> Run(Body body, HashSet<PathPoint> points, Exits exits)
    {
        foreach (var statement in body.Statements)
        {
            if (points.Count == 0)
            {
                break;
            }

            Reach(statement, points);
            points = Run(statement, points, exits);
        }

        return points;
    }

    private HashSet<PathPoint> Run(Statement statement, HashSet<PathPoint> points, Exits exits) => statement switch
    {
        Simple simple => Run(simple, points, exits),
        Assign assign => Run(assign, points, exits),
        If branch => Run(branch, points, exits),
        While loop => Run(loop, points, exits),
        Switch choice => Run(choice, points, exits),
        TryFinally protect => Run(protect, points, exits),
        _ => throw new InvalidOperationException($"No meaning for {statement}."),
    };

    private static HashSet<PathPoint> Run(Simple simple, HashSet<PathPoint> points, Exits exits)
    {
        switch (simple.Act)
        {
            case Act.Enter or Act.Trace:
                exits.Throws.UnionWith(points);
                return points;
            case Act.Begin:
                return [.. points.Where(point => point.Depth < DeepestScope).Select(point => point with { Depth = point.Depth + 1 })];
            case Act.End:
                return [.. points.Select(point => point with { Depth = Math.Max(0, point.Depth - 1) })];
            case Act.Return:
                exits.ReturnsAt(simple).UnionWith(points);
                return [];
            case Act.Break:
                exits.Breaks.UnionWith(points);
                return [];
            case Act.Continue:
                exits.Continues.UnionWith(points);
                return [];
            default:
                throw new InvalidOperationException($"No meaning for {simple.Act}.");
        }
    }

    private static HashSet<PathPoint> Run(Assign assign, HashSet<PathPoint> points, Exits exits)
    {
        if (assign.Value is { } value)
        {
            return [.. points.Select(point => point.With(assign.Flag, value))];
        }

        exits.Throws.UnionWith(points);
        return [.. points.SelectMany(point => new[] { point.With(assign.Flag, true), point.With(assign.Flag, false) })];
    }

    private HashSet<PathPoint> Run(If branch, HashSet<PathPoint> points, Exits exits)
    {
        var (whenTrue, whenFalse) = Test(branch.Condition, points, exits);
        return Meet([.. Run(branch.Then, whenTrue, exits), .. Run(branch.Else, whenFalse, exits)]);
    }

    private HashSet<PathPoint> Run(While loop, HashSet<PathPoint> points, Exits exits)
    {
        var seen = new HashSet<PathPoint>();
        var after = new HashSet<PathPoint>();
        for (var arriving = points; arriving.Count > 0;)
        {
            seen.UnionWith(arriving);
            Reach(loop, arriving);
            var (whenTrue, whenFalse) = Test(loop.Condition, arriving, exits);
            after.UnionWith(whenFalse);

            var inner = new Exits { Returns = exits.Returns, Throws = exits.Throws };
            arriving = Run(loop.Body, whenTrue, inner);
            arriving.UnionWith(inner.Continues);
            after.UnionWith(inner.Breaks);
            arriving = [.. arriving.Except(seen)];
        }

        Meet(seen);
        return Meet(after);
    }

    private HashSet<PathPoint> Run(Switch choice, HashSet<PathPoint> points, Exits exits)
    {
        var after = new HashSet<PathPoint>();
        var rest = points;
        foreach (var section in choice.Sections.Where(section => section.Label is not null))
        {
            after.UnionWith(Run(section.Body, [.. points.Where(point => point.V == section.Label)], exits));
            rest = [.. rest.Where(point => point.V != section.Label)];
        }

        var last = choice.Sections.SingleOrDefault(section => section.Label is null);
        after.UnionWith(last is null ? rest : Run(last.Body, rest, exits));
        return Meet(after);
    }

    /// <summary>Each way out runs the finally block by itself, an exception too.</summary>
    private HashSet<PathPoint> Run(TryFinally protect, HashSet<PathPoint> points, Exits exits)
    {
        var inner = new Exits();
        var after = Run(protect.Finally, Run(protect.Body, points, inner), exits);
        foreach (var (site, returning) in inner.Returns)
        {
            exits.ReturnsAt(site).UnionWith(Run(protect.Finally, returning, exits));
        }

        exits.Breaks.UnionWith(Run(protect.Finally, inner.Breaks, exits));
        exits.Continues.UnionWith(Run(protect.Finally, inner.Continues, exits));

        // Calls at any depth may throw: that they meet in the handler is no mistake of the body.
        var before = HasConflict;
        exits.Throws.UnionWith(Run(protect.Finally, inner.Throws, exits));
        HasConflict = before;
        return after;
    }

    private static (HashSet<PathPoint> WhenTrue, HashSet<PathPoint> WhenFalse) Test(Condition condition, HashSet<PathPoint> points, Exits exits)
    {
        // With && the first operand that is false decides, with || the first that is true.
        var decided = new HashSet<PathPoint>();
        var open = points;
        foreach (var operand in condition.Operands)
        {
            if (operand.Flag is null)
            {
                exits.Throws.UnionWith(open);
                decided.UnionWith(open);
                continue;
            }

            var isDecisive = open.ToLookup(point => (point[operand.Flag.Value] != operand.IsNegated) != condition.IsAnd);
            decided.UnionWith(isDecisive[true]);
            open = [.. isDecisive[false]];
        }

        return condition.IsAnd ? (open, decided) : (decided, open);
    }

    private void Reach(Statement statement, HashSet<PathPoint> points)
    {
        if (!_reached.TryGetValue(statement, out var reached))
        {
            _reached.Add(statement, reached = []);
        }

        reached.UnionWith(points);
    }

    private HashSet<PathPoint> Meet(HashSet<PathPoint> points)
    {
        HasConflict |= points.GroupBy(point => point with { Depth = 0 }).Any(alike => alike.Count() > 1);
        return points;
    }

    /// <summary>Where paths go that do not go on to the next statement.</summary>
    private sealed class Exits
    {
        public Dictionary<Statement, HashSet<PathPoint>> Returns { get; init; } = new(ReferenceEqualityComparer.Instance);

        public HashSet<PathPoint> Breaks { get; } = [];

        public HashSet<PathPoint> Continues { get; } = [];

        public HashSet<PathPoint> Throws { get; init; } = [];

        public HashSet<PathPoint> ReturnsAt(Statement site)
        {
            if (!Returns.TryGetValue(site, out var points))
            {
                Returns.Add(site, points = []);
            }

            return points;
        }
    }
}
