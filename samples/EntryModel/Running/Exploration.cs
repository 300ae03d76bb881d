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

    /// <summary>Where an event came, and after how few others: only after fewer does it leave more to explore.</summary>
    private readonly Dictionary<(ulong State, ulong Place, Event Event), int> _seen = [];
    private readonly HashSet<ulong> _states = [];

    /// <summary>How many events a run may have, nested or one after the other: an NMI that is noted makes the one before start over, so they could come for ever.</summary>
    public int Depth { get; } = depth;

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
            var interruptions = new Interruptions(scenario, injected, this);
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

    /// <param name="before">How many events the run has had.</param>
    public bool IsNew(ulong state, ulong place, Event what, int before)
    {
        _states.Add(state);
        if (_seen.TryGetValue((state, place, what), out var fewest) && fewest <= before)
            return false;

        _seen[(state, place, what)] = before;
        return true;
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
