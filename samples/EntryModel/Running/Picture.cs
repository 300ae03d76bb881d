namespace EntryModel.Running;

/// <summary>The path of one scenario as text: which code runs in a region, and what is established there.</summary>
internal static class Picture
{
    private static readonly (StateBits State, string Name)[] Columns =
    [
        (StateBits.Irqs, "irqs"), (StateBits.Lockdep, "lockdep"), (StateBits.Tracer, "tracer"), (StateBits.Rcu, "RCU"),
    ];

    public static IEnumerable<string> Of(string scenario)
    {
        var recorder = new TraceRecorder();
        Run.Of(Scenario.Named(scenario).Single(), recorder);

        yield return string.Concat(Columns.Select(column => $"{column.Name,-8}")) + "  code";
        foreach (var line in recorder.Lines)
        {
            var bars = string.Concat(Columns.Select(column => $"{(!line.IsStep ? "" : line.State.HasFlag(column.State) ? "█" : "·"),-8}"));
            var gutter = !line.IsStep ? ' ' : line.IsInstrumentable ? '░' : '│';
            yield return $"{bars}{gutter} {new string(' ', line.Depth * 2)}{line.Name}".TrimEnd();
        }
    }
}
