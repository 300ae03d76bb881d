using EntryModel.Running;

namespace EntryModel.Console;

/// <summary>The path of one scenario as text: which code runs in a region, and what is established there.</summary>
internal static class Picture
{
    private static readonly (StateBits State, string Name)[] Columns =
    [
        (StateBits.Irqs, "irqs"), (StateBits.Lockdep, "lockdep"), (StateBits.Tracer, "tracer"), (StateBits.Rcu, "RCU"),
    ];

    public static int Show(Scenario scenario)
    {
        foreach (var line in Of(scenario))
            System.Console.WriteLine(line);
        return 0;
    }

    /// <summary>A function whose steps are all alike is one line.</summary>
    internal static IEnumerable<string> Of(Scenario scenario)
    {
        var recorder = new TraceRecorder();
        Run.Of(scenario, recorder);

        yield return string.Concat(Columns.Select(column => $"{column.Name,-8}")) + "code";
        foreach (var line in recorder.Lines)
        {
            var bars = line.IsStep
                ? string.Concat(Columns.Select(column => $"{(line.State.HasFlag(column.State) ? "█" : "·"),-8}"))
                : new string(' ', Columns.Length * 8);
            var gutter = !line.IsStep ? ' ' : line.IsInstrumentable ? '░' : '│';
            yield return $"{bars}{gutter} {new string(' ', line.Depth * 2)}{line.Name}".TrimEnd();
        }
    }
}
