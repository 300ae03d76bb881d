// State is torn down but not established: an exit without its enter.
using NoInstr;

namespace Violations.NotStanding;

static class Entry
{
    [NoInstr, EntryPoint]
    public static void DoSyscall()
    {
        ContextTracking.RcuEnter();
        ContextTracking.RcuExit();
        ContextTracking.RcuExit(); // NOINSTR403: 'ContextTracking.RcuExit' has torn it down
    }

    [NoInstr, EntryPoint]
    public static void DoSyscallClean(bool user)
    {
        if (user)
        {
            ContextTracking.RcuEnter();
        }

        Dispatch();
        if (user)
        {
            ContextTracking.RcuExit();
        }
    }

    // Entered on one condition, left on another.
    [NoInstr, EntryPoint]
    public static void TwoConditions(bool user, bool traced)
    {
        if (user)
        {
            ContextTracking.RcuEnter();
        }

        Dispatch();
        if (traced)
        {
            ContextTracking.RcuExit(); // NOINSTR403: on some path
        }
    }

    // To put a state back, it has to stand.
    [NoInstr, EntryPoint]
    public static void DoInterrupt()
    {
        ContextTracking.IrqEnter();
        ContextTracking.IrqExit();
        ContextTracking.IrqExit(); // NOINSTR403
    }

    [NoInstr]
    private static void Dispatch() { }
}

static class ContextTracking
{
    [NoInstr, Primitive, Establishes(EntryState.Rcu)]
    public static void RcuEnter() { }

    [NoInstr, Primitive, Revokes(EntryState.Rcu)]
    public static void RcuExit() { }

    [NoInstr, Primitive, Ensures(EntryState.Rcu)]
    public static void IrqEnter() { }

    [NoInstr, Primitive, Restores(EntryState.Rcu)]
    public static void IrqExit() { }
}
