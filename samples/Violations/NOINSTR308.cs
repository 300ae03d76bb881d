// What other assemblies see of an always-inline method is its declaration, so it must be clean for every caller.
using NoInstr;

namespace Violations.VisibleHelperIsInstrumentable;

public class Entry
{
    private Action? _hook;

    private int _pending = Count(); // run by the constructor below

    [AlwaysInline]
    protected Entry(Action? hook) => _hook = hook; // NOINSTR308: calls 'Entry.Count' (through new Entry → _pending initializer → Count)

    public int Pending
    {
        [AlwaysInline]
        get
        {
            TraceSysExit(); // NOINSTR308
            return _pending;
        }
    }

    [AlwaysInline]
    public void ExitWork()
    {
        _hook?.Invoke(); // NOINSTR308: calls a delegate
        Flush(); // NOINSTR308: (through ExitWork → Flush → TraceSysExit)
        Report();

        void Report() => TraceSysExit(); // NOINSTR308
    }

    [AlwaysInline]
    protected static void Check(bool broken)
    {
        if (broken)
        {
            throw new InvalidOperationException(); // NOINSTR308: throws
        }
    }

    // The call is in a scope of its own, whoever calls.
    [AlwaysInline]
    public static void ExitWorkClean()
    {
        InstrumentationScope.Begin();
        TraceSysExit();
        InstrumentationScope.End();
    }

    [AlwaysInline]
    public static void Idle() => Halt();

    // Only this assembly sees these, and verifies them in each caller.
    [AlwaysInline]
    internal static void Flush() => TraceSysExit();

    [AlwaysInline]
    private protected static void FlushAll() => TraceSysExit();

    // Verified where it stands, for everybody.
    [NoInstr]
    public static void Halt() { }

    private static int Count() => 0;

    private static void TraceSysExit() { }
}

/// <summary>A type that nobody else sees hides its members.</summary>
internal static class Helpers
{
    [AlwaysInline]
    public static void ExitWork() => TraceSysExit();

    private static void TraceSysExit() { }
}
