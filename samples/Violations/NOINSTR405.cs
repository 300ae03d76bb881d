// Body does not do what its contract declares: a path returns with a state that callers do not expect.
using NoInstr;

namespace Violations.ContractNotKept;

static class Entry
{
    [NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu)]
    public static void EnterFromUser(bool traced)
    {
        Kernel.LockdepOff();
        if (traced)
        {
            return; // NOINSTR405: with 'EntryState.Rcu' not established
        }

        Kernel.RcuEnter();
    }

    [NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu)]
    public static void EnterFromUserClean(bool traced)
    {
        Kernel.LockdepOff();
        Kernel.RcuEnter();
        if (traced)
        {
            return;
        }

        Dispatch();
    }

    // An entry point returns to what it has interrupted, with everything as it was.
    [NoInstr, EntryPoint]
    public static void DoSyscall()
    {
        Kernel.LockdepOff();
        Dispatch();
    } // NOINSTR405: left established by 'Kernel.LockdepOff'

    [NoInstr, EntryPoint]
    public static void DoSyscallClean()
    {
        Kernel.LockdepOff();
        Dispatch();
        Kernel.LockdepOn();
    }

    // What the contract does not speak of stays as it is.
    [NoInstr, Requires(EntryState.Lockdep)]
    public static void Dispatch(bool idle)
    {
        if (idle)
        {
            Kernel.RcuEnter();
        }
    } // NOINSTR405: on some path

    [NoInstr, Revokes(EntryState.Rcu)]
    public static void ExitToUser() => Dispatch(); // NOINSTR405: still established

    // What every path tears down is revoked, not restored.
    [NoInstr, Restores(EntryState.Rcu)]
    public static void IrqExit()
    {
        Kernel.RcuExit();
    } // NOINSTR405: Declare [Revokes(EntryState.Rcu)]

    [NoInstr, Restores(EntryState.Rcu)]
    public static void IrqExitClean(bool wasIdle)
    {
        if (wasIdle)
        {
            Kernel.RcuExit();
        }
    }

    [NoInstr]
    private static void Dispatch() { }
}

static class Kernel
{
    [NoInstr, Primitive, Establishes(EntryState.Lockdep)]
    public static void LockdepOff() { }

    [NoInstr, Primitive, Revokes(EntryState.Lockdep)]
    public static void LockdepOn() { }

    [NoInstr, Primitive, Establishes(EntryState.Rcu)]
    public static void RcuEnter() { }

    [NoInstr, Primitive, Revokes(EntryState.Rcu)]
    public static void RcuExit() { }
}
