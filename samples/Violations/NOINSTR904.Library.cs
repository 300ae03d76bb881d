// A library that was compiled against NoInstr.Attributes.dll. NOINSTR904.cs calls it, and does not reference that dll.
using NoInstr;

namespace Library;

public static class ContextTracking
{
    [NoInstr, Establishes(EntryState.Rcu)]
    public static void RcuIrqEnter() { }

    [NoInstr]
    public static bool IsWatching { [HoldsWhen(true, EntryState.Rcu)] get; } = true;

    [NoInstr(Unchecked = true, Justification = "One instruction, hlt.")]
    public static void Halt() { }

    [AlwaysInline]
    public static void Count() { }
}

[NoInstr, Requires(EntryState.Rcu)]
public delegate void Handler();

public interface ITracer
{
    [NoInstr, Requires(EntryState.Tracing)]
    void TraceSysEnter();

    [NoInstr]
    void Flush();
}
