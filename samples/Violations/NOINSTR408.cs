// State that instrumentation depends on changes while a scope is open: what runs in there relies on it.
using NoInstr;

namespace Violations.ChangedUnderScope;

static class Entry
{
    [NoInstr, Revokes(EntryState.Rcu)]
    public static void ExitToUser()
    {
        InstrumentationScope.Begin();
        TraceSysExit();
        ContextTracking.RcuExit(); // NOINSTR408: tears 'EntryState.Rcu' down, which instrumentation requires
        InstrumentationScope.End();
    }

    [NoInstr, Revokes(EntryState.Rcu)]
    public static void ExitToUserClean()
    {
        InstrumentationScope.Begin();
        TraceSysExit();
        InstrumentationScope.End();
        ContextTracking.RcuExit();
    }

    // Inside a callee that has no contract, off and on again.
    [NoInstr, Requires(EntryState.Rcu)]
    public static void ExitWork()
    {
        InstrumentationScope.Begin();
        TraceSysExit();
        Idle(); // NOINSTR408: ExitWork → Idle → RcuExit
        InstrumentationScope.End();
    }

    [NoInstr]
    private static void Idle()
    {
        ContextTracking.RcuExit();
        ContextTracking.RcuEnter();
    }

    // The same for a state that a scope forbids.
    [NoInstr, Establishes(DebugState.Saved)]
    public static void SaveDebugRegisters()
    {
        InstrumentationScope.Begin();
        TraceSysExit();
        DebugRegisters.Save(); // NOINSTR408: establishes 'DebugState.Saved', which instrumentation forbids
        InstrumentationScope.End();
    }

    private static void TraceSysExit() { }
}

static class ContextTracking
{
    [NoInstr, Primitive, Establishes(EntryState.Rcu)]
    public static void RcuEnter() { }

    [NoInstr, Primitive, Revokes(EntryState.Rcu)]
    public static void RcuExit() { }
}

enum DebugState
{
    [ScopeForbids]
    Saved,
}

static class DebugRegisters
{
    [NoInstr, Primitive, Establishes(DebugState.Saved)]
    public static void Save() { }
}
