// An exception leaves the body, and the scope stays open behind it.
using NoInstr;

namespace Violations.ScopeLeftByException;

static class Entry
{
    private static int s_faults;

    [NoInstr]
    public static void DoSyscall()
    {
        InstrumentationScope.Begin(); // NOINSTR206
        TraceSysEnter();
        InstrumentationScope.End();
    }

    // The handler is for one type of exceptions only.
    [NoInstr]
    public static void DoInterrupt()
    {
        InstrumentationScope.Begin(); // NOINSTR206
        try
        {
            TraceSysEnter();
        }
        catch (InvalidOperationException)
        {
            s_faults++;
        }

        InstrumentationScope.End();
    }

    [NoInstr]
    public static void DoPageFault()
    {
        InstrumentationScope.Begin(); // NOINSTR206
        throw new InvalidOperationException();
    }

    [NoInstr]
    public static void DoSyscallClean()
    {
        using var _ = InstrumentationScope.Open();
        TraceSysEnter();
    }

    [NoInstr]
    public static void DoInterruptClean()
    {
        InstrumentationScope.Begin();
        try
        {
            TraceSysEnter();
        }
        catch
        {
            s_faults++;
        }
        finally
        {
            InstrumentationScope.End();
        }
    }

    // Nothing leaves a handler that catches everything.
    [NoInstr]
    public static void DoNmiClean()
    {
        InstrumentationScope.Begin();
        try
        {
            TraceSysEnter();
        }
        catch (Exception)
        {
            s_faults++;
        }

        InstrumentationScope.End();
    }

    // In an always-inline helper, on the call; in a local function, where the scope is opened.
    [NoInstr]
    public static void DoIdle()
    {
        TraceIdle(); // NOINSTR206
        Enter();

        static void Enter()
        {
            InstrumentationScope.Begin(); // NOINSTR206
            TraceSysEnter();
            InstrumentationScope.End();
        }
    }

    [AlwaysInline]
    private static void TraceIdle()
    {
        InstrumentationScope.Begin();
        TraceSysEnter();
        InstrumentationScope.End();
    }

    private static void TraceSysEnter() { }
}
