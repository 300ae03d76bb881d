using System.Reflection;
using EntryModel.Running;
using Spectre.Console;

namespace EntryModel.Console;

/// <summary>Shows runs, step by step.</summary>
internal static class Tracing
{
    private const string Legend =
        """
        A line with letters is a step, with the state that it finds; a line without is a function that begins.
          I  interrupts are enabled        L  lockdep believes so    T  the tracer believes so
          R  RCU watches this CPU          H  in a hardirq           N  in an NMI
          │  noinstr code                  ░  code that may be instrumented
        """;

    private const string Letters = "ILTRHN";

    /// <summary>The static half of "verified" is the build itself, unless the analyzers were switched off for it.</summary>
    private static readonly bool IsAnalyzed = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Any(metadata => metadata is { Key: "NoInstr.Analyzed", Value: "true" });

    public static int Run(IReadOnlyList<Scenario> scenarios)
    {
        AnsiConsole.WriteLine(Legend);
        var asExpected = 0;
        foreach (var scenario in scenarios)
            asExpected += Show(scenario) ? 1 : 0;

        AnsiConsole.WriteLine();
        var reservation = IsAnalyzed ? "" : " at run time only: this build did not run the analyzers";
        AnsiConsole.WriteLine($"{asExpected} of {scenarios.Count} as expected{reservation}");
        return asExpected == scenarios.Count && IsAnalyzed ? 0 : 1;
    }

    internal static string StateOf(StateBits state) =>
        string.Concat(Letters.Select((letter, bit) => ((int)state >> bit & 1) != 0 ? letter : '·'));

    private static bool Show(Scenario scenario)
    {
        var recorder = new TraceRecorder();
        var run = EntryModel.Running.Run.Of(scenario, recorder);

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{scenario.Name}[/]: {scenario.Description}");
        foreach (var line in recorder.Lines)
            AnsiConsole.MarkupLine(Markup(line));

        foreach (var (what, where) in run.Violations)
            AnsiConsole.MarkupLineInterpolated($"  [red]VIOLATION[/] {what} in {where}");
        if (run.Before != run.After)
            AnsiConsole.MarkupLineInterpolated($"  [red]STATE CHANGED[/]\n    before {run.Before}\n    after  {run.After}");
        if (scenario.IsBroken)
            AnsiConsole.MarkupLine(run.IsClean ? "  [red]nothing was violated, although the scenario shows a defect[/]" : "  [yellow]as expected: the scenario shows a defect[/]");
        else if (run.IsClean)
            AnsiConsole.MarkupLine(IsAnalyzed ? "  [green]verified: at build and at run time[/]" : "  held at run time");
        return run.IsClean != scenario.IsBroken;
    }

    private static string Markup(TraceLine line)
    {
        var indent = new string(' ', line.Depth * 2);
        var name = Spectre.Console.Markup.Escape(line.Name);
        if (!line.IsStep)
            return $"         [grey]{indent}{name}[/]";

        var letters = StateOf(line.State);
        return line.IsInstrumentable ? $"  {letters} [yellow]░[/] {indent}[yellow]{name}[/]" : $"  {letters} [blue]│[/] {indent}{name}";
    }
}
