// Call is forbidden in this state: it would sleep in an NMI, or stop RCU where RCU is needed.
using NoInstr;

namespace Violations.StateForbidden;

static class Entry
{
    [NoInstr, EntryPoint]
    public static void DoNmi()
    {
        PreemptCount.NmiEnter();
        Scheduler.Schedule(); // NOINSTR406: 'PreemptCount.NmiEnter' has established it
        PreemptCount.NmiExit();
    }

    [NoInstr, EntryPoint]
    public static void DoNmiClean()
    {
        PreemptCount.NmiEnter();
        PreemptCount.NmiExit();
        Scheduler.Schedule();
    }

    [NoInstr, Requires(EntryState.Nmi)]
    public static void HandleNmi() => Scheduler.Schedule(); // NOINSTR406

    // Through a callee without a contract of its own.
    [NoInstr, EntryPoint(EntryState.Nmi)]
    public static void DoMachineCheck() => ExitWork(); // NOINSTR406: DoMachineCheck → ExitWork → Schedule

    [NoInstr]
    private static void ExitWork() => Scheduler.Schedule();

    // A scope may have states that it does not go with.
    [NoInstr, EntryPoint(EntryState.Rcu)]
    public static void DoDebug()
    {
        DebugRegisters.Save();
        InstrumentationScope.Begin(); // NOINSTR406
        TraceDebug();
        InstrumentationScope.End();
        DebugRegisters.Restore();
    }

    private static void TraceDebug() { }
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

    [NoInstr, Primitive, Revokes(DebugState.Saved)]
    public static void Restore() { }
}

static class Scheduler
{
    [NoInstr, Primitive, Forbids(EntryState.Nmi)]
    public static void Schedule() { }
}

static class PreemptCount
{
    [NoInstr, Primitive, Establishes(EntryState.Nmi)]
    public static void NmiEnter() { }

    [NoInstr, Primitive, Revokes(EntryState.Nmi)]
    public static void NmiExit() { }
}
