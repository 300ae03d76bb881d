using System.Diagnostics;

namespace EntryModel.Running;

/// <summary>Whether the model, as it was compiled, does anything wrong when it runs. For whoever breaks it on purpose.</summary>
internal static class Judgement
{
    private static IEnumerable<Scenario> Sound => Scenario.All.Where(scenario => !scenario.IsBroken);

    /// <summary>The functions that each scenario runs, by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Coverage() => Sound.ToDictionary(scenario => scenario.Name, scenario =>
    {
        var functions = new FunctionsOnTheWay();
        Run.Of(scenario, functions);
        return (IReadOnlySet<string>)functions.Names;
    });

    /// <summary>The first mistake: of all scenarios as they are, and then of some with an event at every step. Null when there is none.</summary>
    public static string? FirstMistake(IReadOnlyCollection<string> interrupted, int depth)
    {
        var exploration = new Exploration(depth: 0, stopsAtFirst: true);
        foreach (var scenario in Sound)
            exploration.Explore(scenario);

        var deeper = new Exploration(depth, stopsAtFirst: true);
        foreach (var scenario in Sound.Where(scenario => exploration.Violations.Count == 0 && interrupted.Contains(scenario.Name)))
            deeper.Explore(scenario);

        return exploration.Violations.Concat(deeper.Violations).Select(mistake => $"{mistake.Scenario}: {mistake.What}").FirstOrDefault();
    }

    private sealed class FunctionsOnTheWay : IObserver
    {
        public HashSet<string> Names { get; } = [];

        public void OnStep(Cpu cpu, string step, StepKind kind) =>
            Names.UnionWith(new StackTrace().GetFrames().Select(frame => frame.GetMethod()?.Name).OfType<string>());
    }
}
