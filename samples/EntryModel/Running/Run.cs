namespace EntryModel.Running;

/// <summary>A scenario, run once: what it violated, and whether the CPU was left as it was found.</summary>
internal sealed class Run
{
    private Run(Cpu cpu, Snapshot before, Snapshot after)
    {
        Violations = [.. cpu.Violations.All];
        Before = before;
        After = after;
    }

    public IReadOnlyList<(Violation What, string Where)> Violations { get; }

    public Snapshot Before { get; }

    public Snapshot After { get; }

    public bool IsClean => Violations.Count == 0 && Before == After;

    /// <param name="observer">Sees no step of what leads to the scenario.</param>
    public static Run Of(Scenario scenario, IObserver observer, Action<Cpu>? prepare = null)
    {
        var cpu = new Cpu();
        scenario.Context(cpu);
        prepare?.Invoke(cpu);
        var before = Snapshot.Of(cpu);
        cpu.Observer = observer;
        scenario.Event(cpu);
        cpu.Observer = null;
        return new Run(cpu, before, Snapshot.Of(cpu));
    }
}
