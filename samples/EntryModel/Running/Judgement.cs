namespace EntryModel.Running;

/// <summary>Whether the model, as it was compiled, does anything wrong when it runs. For whoever breaks it on purpose.</summary>
internal static class Judgement
{
    /// <summary>The first mistake in any scenario; null when there is none.</summary>
    public static string? FirstMistake(int depth)
    {
        var exploration = new Exploration(depth, stopsAtFirst: true);
        foreach (var scenario in Scenario.All.Where(scenario => !scenario.IsBroken))
        {
            exploration.Explore(scenario);
            if (exploration.Violations is [var first, ..])
                return $"{first.Scenario}: {first.What}";
        }

        return null;
    }
}
