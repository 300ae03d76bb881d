// Return with instrumentation enabled: every scope that a noinstr body opens is closed on every path that returns.
using NoInstr;

namespace Violations.ReturnWithScopeOpen;

static class Entry
{
    [NoInstr]
    public static void DoSyscall(bool fatal)
    {
        InstrumentationScope.Begin();
        TraceSysEnter();
        if (fatal)
        {
            return; // NOINSTR201: 'Entry.DoSyscall' returns with instrumentation enabled
        }

        InstrumentationScope.End();
    }

    [NoInstr]
    public static void DoSyscallClean(bool fatal)
    {
        InstrumentationScope.Begin();
        TraceSysEnter();
        if (fatal)
        {
            InstrumentationScope.End();
            return;
        }

        InstrumentationScope.End();
    }

    // A using closes the scope on every path by itself.
    [NoInstr]
    public static void DoSyscallUsing(bool fatal)
    {
        using var _ = InstrumentationScope.Open();
        TraceSysEnter();
        if (fatal)
        {
            return;
        }

        TraceSysExit();
    }

    // Without a return statement, the end of the body is where it returns.
    [NoInstr]
    public static void DoInterrupt()
    {
        InstrumentationScope.Begin();
        TraceSysEnter();
    } // NOINSTR201

    // The message names the condition when one decides.
    [NoInstr]
    public static long Number(bool traced, bool compat)
    {
        if (traced)
        {
            InstrumentationScope.Begin();
        }

        EnterFromUserMode();
        if (compat)
        {
            return 32; // NOINSTR201: when 'traced' is true
        }

        if (traced)
        {
            InstrumentationScope.End();
        }

        return 64;
    }

    // Leaving by throw is no return.
    [NoInstr]
    public static void Panic()
    {
        InstrumentationScope.Begin();
        TraceSysExit();
        throw new InvalidOperationException("Kernel panic");
    }

    // An always-inline body may leave a scope open: its depth is the caller's, and the caller closes it.
    [NoInstr]
    public static void Balanced()
    {
        BeginTracing();
        TraceSysExit();
        InstrumentationScope.End();
    }

    [AlwaysInline]
    private static void BeginTracing()
    {
        EnterFromUserMode();
        InstrumentationScope.Begin();
    }

    [NoInstr]
    private static void EnterFromUserMode() { }

    private static void TraceSysEnter() { }

    private static void TraceSysExit() { }
}
