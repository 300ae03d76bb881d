// Visible method's entry-state requirement is inferred: callers in other assemblies see contracts only.
using NoInstr;

namespace Violations.UndeclaredRequirement;

public static class Tracer
{
    [NoInstr]
    public static void TraceSysEnter() => ContextTracking.CheckWatching(); // NOINSTR409: Add [Requires(EntryState.Rcu)]

    [NoInstr, Requires(EntryState.Rcu)]
    public static void TraceSysEnterClean() => ContextTracking.CheckWatching();

    [NoInstr]
    public static void EnterIdle() => ContextTracking.Idle(); // NOINSTR409: Add [Forbids(EntryState.Rcu)]

    // A contract that says only a part.
    [NoInstr, Requires(EntryState.Lockdep)]
    public static void TraceSysExit() => TraceSysEnterClean(); // NOINSTR409: requires 'EntryState.Rcu'

    // What only a scope asks for is known to everybody.
    [NoInstr]
    public static void Flush()
    {
        InstrumentationScope.Begin();
        Console.Out.Flush();
        InstrumentationScope.End();
    }

    // Callers of this one are in this assembly, and are verified.
    [NoInstr]
    internal static void TraceIrq() => ContextTracking.CheckWatching();
}

static class ContextTracking
{
    [NoInstr, Primitive, Requires(EntryState.Rcu)]
    public static void CheckWatching() { }

    [NoInstr, Primitive, Forbids(EntryState.Rcu)]
    public static void Idle() { }
}
