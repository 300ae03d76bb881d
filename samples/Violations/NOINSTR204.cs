// A scope is opened while one is already open. Scopes nest, so this is legal; the inner one changes nothing.
using NoInstr;

namespace Violations.NestedScope;

static class Entry
{
    [NoInstr]
    public static void DoSyscall()
    {
        InstrumentationScope.Begin();
        TraceSysEnter();
        InstrumentationScope.Begin(); // NOINSTR204: opens an instrumentation scope while one is already open
        Audit();
        InstrumentationScope.End();
        InstrumentationScope.End();
    }

    [NoInstr]
    public static void DoSyscallClean()
    {
        InstrumentationScope.Begin();
        TraceSysEnter();
        Audit();
        InstrumentationScope.End();
    }

    [NoInstr]
    public static void DoInterrupt()
    {
        using var outer = InstrumentationScope.Open();
        using (InstrumentationScope.Open()) // NOINSTR204
        {
            Audit();
        }
    }

    // The helper brings its own scope. It is needed where the caller has none, and idle where it has.
    [NoInstr]
    public static void DoPageFault()
    {
        TraceFault();
        InstrumentationScope.Begin();
        TraceFault(); // NOINSTR204: through DoPageFault → TraceFault
        InstrumentationScope.End();
    }

    [NoInstr]
    public static void DoPageFaultClean()
    {
        TraceFault();
        InstrumentationScope.Begin();
        Audit();
        InstrumentationScope.End();
    }

    // Only where 'traced' is true does the second Begin find a scope open.
    [NoInstr]
    public static void DoNmi(bool traced)
    {
        if (traced)
        {
            InstrumentationScope.Begin();
        }

        InstrumentationScope.Begin(); // NOINSTR204: when 'traced' is true
        Audit();
        InstrumentationScope.End();
        if (traced)
        {
            InstrumentationScope.End();
        }
    }

    [AlwaysInline]
    private static void TraceFault()
    {
        InstrumentationScope.Begin();
        Audit();
        InstrumentationScope.End();
    }

    private static void TraceSysEnter() { }

    private static void Audit() { }
}
