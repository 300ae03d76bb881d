// Wrong order: states are established as their enum declares them, and torn down the other way round.
using NoInstr;

namespace Violations.StateOrder;

static class Entry
{
    [NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    public static void EnterFromUser()
    {
        Kernel.RcuEnter(); // NOINSTR404: before 'EntryState.Lockdep'
        Kernel.LockdepOff();
        Kernel.TracingOff();
    }

    [NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    public static void EnterFromUserClean()
    {
        Kernel.LockdepOff();
        Kernel.RcuEnter();
        Kernel.TracingOff();
    }

    [NoInstr, Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    public static void ExitToUser()
    {
        Kernel.TracingOn();
        Kernel.LockdepOn(); // NOINSTR404: while 'EntryState.Rcu'
        Kernel.RcuExit();
    }

    [NoInstr, Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    public static void ExitToUserClean()
    {
        Kernel.TracingOn();
        Kernel.RcuExit();
        Kernel.LockdepOn();
    }

    [NoInstr, Primitive, Establishes(EntryState.Rcu, EntryState.Lockdep)] // NOINSTR404: lists 'EntryState.Rcu' before 'EntryState.Lockdep'
    public static void Listed() { }

    [NoInstr, Primitive, Revokes(EntryState.Lockdep, EntryState.Rcu)] // NOINSTR404: Put 'Rcu' in front of 'Lockdep'
    public static void ListedForTheExit() { }

    // A list that mixes enums binds by its own order.
    [NoInstr, Establishes(IrqState.Disabled, EntryState.Lockdep)]
    public static void DisableInterrupts()
    {
        Kernel.LockdepOff(); // NOINSTR404
        Kernel.LocalIrqDisable();
    }

    // A pair that was closed before has no order with what comes later.
    [NoInstr, EntryPoint]
    public static void DoDebug()
    {
        Kernel.RcuEnter();
        Kernel.RcuExit();
        Kernel.LockdepOff();
        Kernel.LockdepOn();
    }
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

    [NoInstr, Primitive, Establishes(EntryState.Tracing)]
    public static void TracingOff() { }

    [NoInstr, Primitive, Revokes(EntryState.Tracing)]
    public static void TracingOn() { }

    [NoInstr, Primitive, Establishes(IrqState.Disabled)]
    public static void LocalIrqDisable() { }
}
