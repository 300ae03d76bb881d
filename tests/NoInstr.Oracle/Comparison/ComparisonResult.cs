using System.Text;

namespace NoInstr.Oracle.Comparison;

/// <summary>What a comparison found, in figures and in detail.</summary>
internal sealed class ComparisonResult
{
    private const int MostListed = 50;

    private readonly HashSet<Difference> _differences = [];
    private readonly HashSet<object> _excuses = [];

    /// <summary>Calls in the IL that belong to a function of the source.</summary>
    public int Calls { get; set; }

    /// <summary>Distinct pairs of function and callee.</summary>
    public int Edges { get; set; }

    /// <summary>Calls in bodies that have no counterpart in the source.</summary>
    public int Synthesised { get; set; }

    /// <summary>Calls that could not be traced to the source: there must be none, or the comparison proves nothing.</summary>
    public List<string> Lost { get; } = [];

    public IReadOnlyCollection<Difference> Differences => _differences;

    /// <summary>The lines of <see cref="TrustedLowering"/> and <see cref="LoweredAway"/> that were needed.</summary>
    public IReadOnlySet<object> Excuses => _excuses;

    public void Add(Difference difference) => _differences.Add(difference);

    public void Add(Lowering excuse) => _excuses.Add(excuse);

    public void Add(Optimisation excuse) => _excuses.Add(excuse);

    public void Add(ComparisonResult other)
    {
        Calls += other.Calls;
        Edges += other.Edges;
        Synthesised += other.Synthesised;
        Lost.AddRange(other.Lost);
        _differences.UnionWith(other._differences);
        _excuses.UnionWith(other._excuses);
    }

    public int Count(DifferenceKind kind) => _differences.Count(difference => difference.Kind == kind);

    public string Figures => $"{Edges} edges, {Calls} calls ({Synthesised} more in synthesised bodies): {Count(DifferenceKind.Missed)} missed, {Count(DifferenceKind.Phantom)} phantom, {Count(DifferenceKind.Misplaced)} misplaced";

    /// <summary>Groups with counts, most frequent first, then the first differences.</summary>
    public string Describe(DifferenceKind kind, int most = MostListed)
    {
        var ofKind = _differences.Where(difference => difference.Kind == kind).ToList();
        var text = new StringBuilder($"{kind}: {ofKind.Count}\n");
        foreach (var group in ofKind.GroupBy(difference => difference.Group).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"  {group.Count(),6}  {group.Key}\n");
        }

        foreach (var difference in ofKind.Take(most))
        {
            text.Append($"    {difference}\n");
        }

        return text.ToString();
    }

    public void RequireNone()
    {
        Assert.True(Lost.Count == 0, "Nothing in the source for:\n" + string.Join("\n", Lost.Take(MostListed)));
        Assert.True(
            _differences.Count == 0,
            Figures + "\n" + string.Concat(Enum.GetValues<DifferenceKind>().Where(kind => Count(kind) > 0).Select(kind => Describe(kind))));
    }
}
