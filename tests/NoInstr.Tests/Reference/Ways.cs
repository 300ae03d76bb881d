namespace NoInstr.Tests.Reference;

/// <summary>The ways out of a construct that is being laid out, and of those around it.</summary>
internal sealed class Ways(Ways? outer)
{
    public Ways? Outer { get; } = outer;

    /// <summary>Stands for the default label of a switch.</summary>
    public const int Default = -1;

    public Instruction? Break { get; init; }

    public Instruction? Continue { get; init; }

    public IReadOnlyDictionary<int, Instruction>? Sections { get; init; }

    /// <summary>Lays out the finally block.</summary>
    public Action? Cleanup { get; init; }

    /// <summary>Where exceptions go; null where they go further out.</summary>
    public IReadOnlyList<Instruction>? Handlers { get; init; }

    public IReadOnlyList<Instruction> Filters { get; init; } = [];

    public bool CatchesAll { get; init; }

    public static (Ways? Ways, Instruction Target) Around(Ways? ways, Way way)
    {
        for (; ; ways = ways!.Outer)
        {
            if ((way == Way.Break ? ways!.Break : ways!.Continue) is { } target)
            {
                return (ways, target);
            }
        }
    }

    public static Ways AroundCase(Ways? ways)
    {
        while (ways!.Sections is null)
        {
            ways = ways.Outer;
        }

        return ways;
    }

    public static IReadOnlyList<Instruction> OnThrow(Ways? ways, Instruction escape)
    {
        var targets = new List<Instruction>();
        for (; ways is not null; ways = ways.Outer)
        {
            targets.AddRange(ways.Handlers ?? []);
            if (ways.Cleanup is not null || ways.CatchesAll)
            {
                return targets;
            }
        }

        return [.. targets, escape];
    }

    /// <summary>Filters are asked before the finally blocks inside them run.</summary>
    public static IReadOnlyList<Instruction> FiltersAround(Ways? ways)
    {
        var filters = new List<Instruction>();
        for (; ways is not null; ways = ways.Outer)
        {
            filters.AddRange(ways.Filters);
            if (ways.CatchesAll)
            {
                break;
            }
        }

        return filters;
    }

    public static IReadOnlyList<Instruction> HandlersAround(Ways? ways)
    {
        var handlers = new List<Instruction>();
        for (; ways is not null; ways = ways.Outer)
        {
            handlers.AddRange(ways.Handlers ?? []);
            handlers.AddRange(ways.Filters);
        }

        return handlers;
    }
}
