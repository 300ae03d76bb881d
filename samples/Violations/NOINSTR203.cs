// Scope depth differs between the paths that meet: from there on nobody can say whether instrumentation is allowed.
using NoInstr;

namespace Violations.DepthDiffers;

static class Entry
{
    [NoInstr]
    public static void DoSyscall(bool traced)
    {
        if (traced)
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
        }

        Dispatch(); // NOINSTR203: different numbers of open instrumentation scopes: 0 and 1
        InstrumentationScope.End();
    }

    [NoInstr]
    public static void DoSyscallClean(bool traced)
    {
        if (traced)
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
        }

        Dispatch();
    }

    // The same condition, asked twice, keeps the paths apart.
    [NoInstr]
    public static void SameConditionTwice(bool traced)
    {
        if (traced)
        {
            InstrumentationScope.Begin();
        }

        Dispatch();
        if (traced)
        {
            TraceSysExit();
            InstrumentationScope.End();
        }
    }

    // Two calls are two answers: a flag that remembers the first one is as good as a condition.
    [NoInstr]
    public static void TwoAnswers()
    {
        if (NeedsTracing())
        {
            InstrumentationScope.Begin();
        }

        Dispatch(); // NOINSTR203
        if (NeedsTracing())
        {
            InstrumentationScope.End();
        }
    }

    [NoInstr]
    public static void OneAnswer()
    {
        var traced = NeedsTracing();
        if (traced)
        {
            InstrumentationScope.Begin();
        }

        Dispatch();
        if (traced)
        {
            InstrumentationScope.End();
        }
    }

    // A loop meets itself: one more scope each time round.
    [NoInstr]
    public static void ExitWork(int work)
    {
        while (work > 0) // NOINSTR203
        {
            InstrumentationScope.Begin();
            TraceSysExit();
            work--;
        }
    }

    // An exception may come between Begin and End; the handler then meets the others with the scope still open.
    [NoInstr]
    public static void Handled()
    {
        try
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
        }
        catch (InvalidOperationException) { }

        Dispatch(); // NOINSTR203
    }

    [NoInstr]
    private static bool NeedsTracing() => false;

    [NoInstr]
    private static void Dispatch() { }

    private static void TraceSysEnter() { }

    private static void TraceSysExit() { }
}
