namespace EntryModel.Running;

/// <summary>
/// One run with some events injected. It notes where one more may come: behind the last one that was injected, in a state and at a place where none
/// has been yet.
/// </summary>
internal sealed class Interruptions(Scenario scenario, IReadOnlyList<Injection> injected, Exploration exploration) : IObserver
{
    private const int MostSteps = 50_000;

    private readonly Stack<ulong> _places = new([(ulong)string.GetHashCode(scenario.Name)]);
    private int _step;
    private int _next;

    /// <summary>Where to go on from here.</summary>
    public List<Injection> Further { get; } = [];

    public void OnStep(Cpu cpu, string step, StepKind kind)
    {
        if (++_step > MostSteps)
            throw new InvalidOperationException($"The run does not end: it is at '{step}'.");

        _places.Push(CpuState.Add(_places.Pop(), (ulong)string.GetHashCode(step)));
        exploration.Transitions++;
        if (_next < injected.Count)
        {
            if (injected[_next].At == _step)
                Inject(cpu, injected[_next++].Event);
            return;
        }

        if (injected.Count >= exploration.Depth)
            return;

        foreach (var what in Events.All)
        {
            if (what.IsPossible(cpu, kind) && exploration.IsNew(CpuState.Of(cpu), _places.Peek(), what, injected.Count))
                Further.Add(new Injection(_step, what));
        }
    }

    /// <summary>Whatever happens in it, the interrupted code must find everything as it was.</summary>
    private void Inject(Cpu cpu, Event what)
    {
        var before = Snapshot.Of(cpu);
        _places.Push((ulong)what + 1);
        what.Happen(cpu);
        _places.Pop();
        if (before != Snapshot.Of(cpu) with { NmiState = before.NmiState }) // an NMI may only be noted, for the one that it has interrupted
            Warn.On(cpu, true, Violation.StateChangedAcrossReturn, what.ToString());
    }
}
