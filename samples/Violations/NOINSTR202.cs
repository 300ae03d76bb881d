// End without a matching Begin: a scope is ended that no path has opened.
using NoInstr;

namespace Violations.EndWithoutBegin;

static class Entry
{
    [NoInstr]
    public static void DoSyscall()
    {
        EnterFromUserMode();
        InstrumentationScope.End(); // NOINSTR202: 'Entry.DoSyscall' ends an instrumentation scope here, but none is open
    }

    [NoInstr]
    public static void DoSyscallClean()
    {
        EnterFromUserMode();
        InstrumentationScope.Begin();
        TraceSysEnter();
        InstrumentationScope.End();
    }

    // The error path has ended the scope by itself.
    [NoInstr]
    public static void DoInterrupt(bool spurious)
    {
        InstrumentationScope.Begin();
        if (!spurious)
        {
            TraceSysEnter();
        }

        InstrumentationScope.End();
        if (spurious)
        {
            InstrumentationScope.End(); // NOINSTR202
        }
    }

    // The finally ends a scope that the try has ended already.
    [NoInstr]
    public static void DoPageFault()
    {
        InstrumentationScope.Begin();
        try
        {
            TraceSysEnter();
        }
        finally
        {
            InstrumentationScope.End();
        }

        InstrumentationScope.End(); // NOINSTR202
    }

    [NoInstr]
    public static void DoPageFaultClean()
    {
        InstrumentationScope.Begin();
        try
        {
            TraceSysEnter();
        }
        finally
        {
            InstrumentationScope.End();
        }
    }

    // Only one side of the condition opens the scope.
    [NoInstr]
    public static void DoNmi(bool user)
    {
        if (user)
        {
            InstrumentationScope.Begin();
        }

        EnterFromUserMode();
        if (!user)
        {
            InstrumentationScope.End(); // NOINSTR202
        }
        else
        {
            InstrumentationScope.End();
        }
    }

    // cpuidle in the kernel: the scope of the caller is closed for the time in between. Wrong where the caller has none.
    [NoInstr]
    public static void Idle()
    {
        CpuIdleEnter(); // NOINSTR202: through Idle → CpuIdleEnter
    }

    [NoInstr]
    public static void IdleClean()
    {
        InstrumentationScope.Begin();
        TraceSysEnter();
        CpuIdleEnter();
        EnterFromUserMode();
    }

    [AlwaysInline]
    private static void CpuIdleEnter() => InstrumentationScope.End();

    [NoInstr]
    private static void EnterFromUserMode() { }

    private static void TraceSysEnter() { }
}
