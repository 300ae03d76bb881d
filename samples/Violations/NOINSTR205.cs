// A scope that does nothing: nothing inside needs it, or the body is instrumentable anyway.
using System.Diagnostics;
using NoInstr;

namespace Violations.IdleScope;

static class Tracer
{
    public static void TraceSysEnter() { }
}

/// <summary>In a noinstr body a scope is for what leaves the region.</summary>
static class Entry
{
    private static int s_entered;

    [NoInstr]
    public static void DoSyscall()
    {
        InstrumentationScope.Begin(); // NOINSTR205: nothing inside is instrumentable
        s_entered++;
        Count();
        InstrumentationScope.End();
    }

    [NoInstr]
    public static void DoInterrupt()
    {
        using (InstrumentationScope.Open()) // NOINSTR205
        {
            s_entered++;
        }
    }

    [NoInstr]
    public static void DoPageFault(bool user)
    {
        Enter();

        void Enter()
        {
            InstrumentationScope.Begin(); // NOINSTR205: nothing inside is instrumentable
            s_entered++;
            InstrumentationScope.End();
        }
    }

    [NoInstr]
    public static void DoSyscallClean(bool trace)
    {
        using var _ = InstrumentationScope.Open();
        s_entered++;
        if (trace)
        {
            Tracer.TraceSysEnter();
        }
    }

    // Where TRACE is defined, the call is there: another build needs the scope.
    [NoInstr]
    public static void DoNmiClean()
    {
        InstrumentationScope.Begin();
        WriteLog();
        InstrumentationScope.End();
    }

    [NoInstr]
    private static void Count() { }

    [Conditional("CONFIG_TRACE")]
    private static void WriteLog() { }
}

/// <summary>A body that is neither noinstr nor always-inline may be instrumented everywhere.</summary>
static class Audit
{
    // What enters a noinstr slot is noinstr.
    [NoInstr]
    private static Action s_hook = static () =>
    {
        using var _ = InstrumentationScope.Open();
        Tracer.TraceSysEnter();
    };

    private static Action s_log = static () =>
    {
        using var _ = InstrumentationScope.Open(); // NOINSTR205: 'lambda' is neither [NoInstr] nor [AlwaysInline]
        Tracer.TraceSysEnter();
    };

    public static void Record()
    {
        InstrumentationScope.Begin(); // NOINSTR205: mark 'Audit.Record' [NoInstr]
        Tracer.TraceSysEnter();
        InstrumentationScope.End();
    }

    [Instrumentable]
    public static void Flush()
    {
        using var _ = InstrumentationScope.Open(); // NOINSTR205: [Instrumentable]
        s_log();
    }

    // A part of each caller, noinstr ones among them.
    [AlwaysInline]
    internal static void RecordClean()
    {
        using var _ = InstrumentationScope.Open();
        Tracer.TraceSysEnter();
    }
}
