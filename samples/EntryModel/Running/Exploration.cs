namespace EntryModel.Running;

/// <summary>A way to a violation.</summary>
internal sealed record Counterexample(string Scenario, IReadOnlyList<Injection> Injected, string What);

/// <summary>
/// Runs scenarios with an event at every step where the hardware allows one, and with further events while those are handled. What has been
/// interrupted in some state at some place of a handler is not interrupted there again, whatever it was that the handler interrupted: it must leave that as it
/// found it, which is checked.
/// </summary>
internal sealed class Exploration(int depth, bool stopsAtFirst = false)
{
    private const ulong BreakpointSet = 0x401;

    private readonly HashSet<(ulong State, ulong Place, int Depth, Event Event)> _seen = [];
    private readonly HashSet<ulong> _states = [];

    /// <summary>How many events may be under way at once.</summary>
    public int Depth { get; } = depth;

    /// <summary>How many events one run may have, one after the other or nested: an NMI that is noted makes the one before start over, so they could come for ever.</summary>
    public int MostEvents => Depth;

    public int States => _states.Count;

    public long Transitions { get; set; }

    public int Runs { get; private set; }

    public List<Counterexample> Violations { get; } = [];

    public void Explore(Scenario scenario, Action<int>? progress = null)
    {
        var waiting = new Stack<IReadOnlyList<Injection>>([[]]);
        while (waiting.TryPop(out var injected) && !(stopsAtFirst && Violations.Count > 0))
        {
            progress?.Invoke(waiting.Count);
            var interruptions = new Interruptions(injected, this);
            Runs++;
            if (MistakeOf(scenario, interruptions) is { } mistake)
            {
                Violations.Add(new Counterexample(scenario.Name, injected, mistake));
                continue; // what comes after it says nothing new
            }

            foreach (var further in interruptions.Further)
                waiting.Push([.. injected, further]);
        }
    }

    public bool IsNew(ulong state, ulong place, int depth, Event what)
    {
        _states.Add(state);
        return _seen.Add((state, place, depth, what));
    }

    private static string? MistakeOf(Scenario scenario, Interruptions interruptions)
    {
        try
        {
            var run = Run.Of(scenario, interruptions, static cpu => cpu.Dr7 = BreakpointSet);
            return run.IsClean ? null
                : run.Violations.Count > 0 ? $"{run.Violations[0].What} in {run.Violations[0].Where}"
                : "the state at the end is not that of the start";
        }
        catch (Exception exception)
        {
            return exception.Message; // a broken model may not get to an end
        }
    }
}
