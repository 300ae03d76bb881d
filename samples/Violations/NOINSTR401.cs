// Required state is not established on every path: a callee, or a scope, relies on what nothing on the way there has set up.
using NoInstr;

namespace Violations.StateNotEstablished;

static class Entry
{
    [NoInstr, EntryPoint]
    public static void DoSyscall()
    {
        InstrumentationScope.Begin(); // NOINSTR401: requires 'EntryState.Rcu'
        TraceSysEnter();
        InstrumentationScope.End();
        ContextTracking.RcuEnter();
        ContextTracking.RcuExit();
    }

    [NoInstr, EntryPoint]
    public static void DoSyscallClean()
    {
        ContextTracking.RcuEnter();
        InstrumentationScope.Begin();
        TraceSysEnter();
        InstrumentationScope.End();
        ContextTracking.RcuExit();
    }

    // On one path only.
    [NoInstr, EntryPoint]
    public static void FromUserOnly(bool user)
    {
        if (user)
        {
            ContextTracking.RcuEnter();
        }

        ContextTracking.CheckWatching(); // NOINSTR401: when 'user' is false
        if (user)
        {
            ContextTracking.RcuExit();
        }
    }

    // What a body demands of its callers is inferred, and reported where nobody is left to meet it.
    [NoInstr, EntryPoint]
    public static void DoPageFault() => HandleFault(); // NOINSTR401: DoPageFault → HandleFault → CheckWatching

    [NoInstr]
    private static void HandleFault() => ContextTracking.CheckWatching();

    // An interrupt may come at any time: what is not listed is unknown. A result that tells makes it known.
    [NoInstr, EntryPoint(AnyContext = true)]
    public static void DoInterrupt()
    {
        if (ContextTracking.IsWatching())
        {
            ContextTracking.CheckWatching();
        }

        ContextTracking.CheckWatching(); // NOINSTR401
    }

    private static void TraceSysEnter() { }
}

static class ContextTracking
{
    [NoInstr, Primitive, Establishes(EntryState.Rcu)]
    public static void RcuEnter() { }

    [NoInstr, Primitive, Revokes(EntryState.Rcu)]
    public static void RcuExit() { }

    [NoInstr, Primitive, Requires(EntryState.Rcu)]
    public static void CheckWatching() { }

    [NoInstr, Primitive, HoldsWhen(true, EntryState.Rcu)]
    public static bool IsWatching() => true;
}
