using System.Diagnostics;
using System.Text.Json;
using EntryModel.Running;
using Spectre.Console;

namespace EntryModel.Console;

/// <summary>Shows what an exploration finds.</summary>
internal static class Exploring
{
    private const int MostShown = 20;

    public static int Explore(IReadOnlyList<Scenario> scenarios, int depth, bool asJson)
    {
        var sound = scenarios.Where(scenario => !scenario.IsBroken).ToList();
        var exploration = new Exploration(depth);
        var watch = Stopwatch.StartNew();
        if (asJson)
            sound.ForEach(scenario => exploration.Explore(scenario));
        else
            WithProgress(sound, exploration);

        if (asJson)
            PrintJson(sound, exploration);
        else
            Print(sound, exploration, watch.Elapsed);
        return exploration.Violations.Count == 0 ? 0 : 1;
    }

    private static void WithProgress(List<Scenario> scenarios, Exploration exploration) => AnsiConsole.Progress().Start(context =>
    {
        var task = context.AddTask("exploring", maxValue: scenarios.Count);
        foreach (var scenario in scenarios)
        {
            var waitsMost = 1;
            exploration.Explore(scenario, waiting =>
            {
                waitsMost = Math.Max(waitsMost, waiting);
                task.Description = $"{scenario.Name}: {exploration.States} states, {waiting} runs wait";
            });
            task.Increment(1);
        }
    });

    private static void Print(List<Scenario> scenarios, Exploration exploration, TimeSpan time)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("what", "how many");
        table.AddRow("scenarios", $"{scenarios.Count}");
        table.AddRow("events in one run", $"at most {exploration.Depth}");
        table.AddRow("states", $"{exploration.States}");
        table.AddRow("runs", $"{exploration.Runs}");
        table.AddRow("transitions", $"{exploration.Transitions}");
        table.AddRow("violations", $"{exploration.Violations.Count}");
        table.AddRow("seconds", $"{time.TotalSeconds:0.0}");
        AnsiConsole.Write(table);
        foreach (var violation in exploration.Violations.Take(MostShown))
            AnsiConsole.MarkupLineInterpolated($"[red]{violation.Scenario}[/]: {violation.What} ({Way(violation)})");
    }

    private static string Way(Counterexample violation) =>
        violation.Injected.Count == 0 ? "with nothing injected" : string.Join(", ", violation.Injected.Select(injection => $"{injection.Event} at step {injection.At}"));

    private static void PrintJson(List<Scenario> scenarios, Exploration exploration) => System.Console.WriteLine(JsonSerializer.Serialize(
        new
        {
            scenarios = scenarios.Select(scenario => scenario.Name),
            depth = exploration.Depth,
            states = exploration.States,
            runs = exploration.Runs,
            transitions = exploration.Transitions,
            violations = exploration.Violations.Select(violation => new
            {
                scenario = violation.Scenario,
                what = violation.What,
                injected = violation.Injected.Select(injection => new { at = injection.At, @event = injection.Event.ToString() }),
            }),
        },
        new JsonSerializerOptions { WriteIndented = true }));
}
