// State is already established: an enter runs twice, and the exit that follows undoes only one of them.
using NoInstr;

namespace Violations.AlreadyEstablished;

static class Entry
{
    [NoInstr, EntryPoint]
    public static void DoSyscall()
    {
        ContextTracking.RcuEnter();
        ContextTracking.RcuEnter(); // NOINSTR402: 'ContextTracking.RcuEnter' has established it already
        ContextTracking.RcuExit();
    }

    // Where it may hold already, [Ensures] is the contract of the enter.
    [NoInstr, EntryPoint]
    public static void DoSyscallClean(bool nested)
    {
        if (nested)
        {
            ContextTracking.RcuEnter();
        }

        ContextTracking.RcuEnsure();
        ContextTracking.RcuExit();
    }

    // The second time round it stands.
    [NoInstr, Establishes(EntryState.Rcu)]
    public static void Retry()
    {
        do
        {
            ContextTracking.RcuEnter(); // NOINSTR402
        }
        while (NeedsRetry());
    }

    // A counted state nests: as often as one likes.
    [NoInstr, EntryPoint]
    public static void DoNmi()
    {
        PreemptCount.NmiEnter();
        PreemptCount.NmiEnter();
        PreemptCount.NmiExit();
        PreemptCount.NmiExit();
    }

    [NoInstr]
    private static bool NeedsRetry() => false;
}

static class ContextTracking
{
    [NoInstr, Primitive, Establishes(EntryState.Rcu)]
    public static void RcuEnter() { }

    [NoInstr, Primitive, Ensures(EntryState.Rcu)]
    public static void RcuEnsure() { }

    [NoInstr, Primitive, Revokes(EntryState.Rcu)]
    public static void RcuExit() { }
}

static class PreemptCount
{
    [NoInstr, Primitive, Establishes(EntryState.Nmi)]
    public static void NmiEnter() { }

    [NoInstr, Primitive, Revokes(EntryState.Nmi)]
    public static void NmiExit() { }
}
