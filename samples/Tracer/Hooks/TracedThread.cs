using NoInstr;

namespace Tracer.Hooks;

/// <summary>
/// What the tracer knows of one thread. Instrumented code hands it on, as a kernel hands on its per-CPU data: a [ThreadStatic] field is
/// allocated at its first use, which would be in the hook.
/// </summary>
internal sealed class TracedThread
{
    private bool _isEntered;

    /// <summary>How many calls of the hook came from the tracer itself.</summary>
    [NoInstr]
    internal int Cut { get; private set; }

    /// <summary>The re-entrancy check: true when the hook is at work on this thread already, and what it has called is instrumented.</summary>
    [NoInstr, HoldsWhen(true, TracerState.Entered, Exact = true)]
    internal bool IsEntered() => _isEntered;

    [NoInstr, Primitive, Establishes(TracerState.Entered)]
    internal void Enter() => _isEntered = true;

    [NoInstr, Primitive, Revokes(TracerState.Entered)]
    internal void Leave() => _isEntered = false;

    [NoInstr]
    internal void CountCut() => Cut++;
}
