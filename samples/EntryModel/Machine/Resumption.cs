namespace EntryModel.Machine;

/// <summary>
/// What an exit owes to whom it returns to. It puts back what the token and the frame say, on a path for each of their values; so each path claims, where it ends,
/// which of them that was. Nothing of it is done at run time, and the kernel writes nothing of it: the analyzer is to check that the claim holds there. The two at
/// the end read the token.
/// </summary>
internal static class Resumption
{
    [AlwaysInline, Primitive, Establishes(Owed.Return)]
    internal static void OwesReturn(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Establishes(Owed.Tracer)]
    internal static void OwesTracer(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(Origin.User), Forbids(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Revokes(Owed.Return)]
    internal static void ResumesUser(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(Found.IrqsOn, Found.RcuWatching, EntryState.Rcu), Forbids(EntryState.Tracing, EntryState.Lockdep), Revokes(Owed.Return)]
    internal static void ResumesIrqsOn(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(Found.IrqsOff, Found.RcuWatching, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(Owed.Return)]
    internal static void ResumesIrqsOff(Cpu cpu)
    {
    }

    /// <summary>Where RCU may not watch: what ct_irq_enter() has found, ct_irq_exit() puts back.</summary>
    [AlwaysInline, Primitive, Requires(Found.IrqsOn, Found.RcuMayNotWatch), Forbids(EntryState.Tracing, EntryState.Lockdep), Revokes(Owed.Return)]
    internal static void ResumesIdleIrqsOn(Cpu cpu)
    {
    }

    /// <inheritdoc cref="ResumesIdleIrqsOn"/>
    [AlwaysInline, Primitive, Requires(Found.IrqsOff, Found.RcuMayNotWatch, EntryState.Lockdep, EntryState.Tracing), Revokes(Owed.Return)]
    internal static void ResumesIdleIrqsOff(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(EntryState.Nmi, Found.LockdepOn), Forbids(EntryState.Tracing), Revokes(Owed.Tracer)]
    internal static void TracerResumesOn(Cpu cpu)
    {
    }

    /// <summary>A tracer that was behind when the NMI came has noticed by now (<see cref="Cpu.TracerIsBehind"/>).</summary>
    [AlwaysInline, Primitive, Requires(EntryState.Nmi, Found.LockdepOff, EntryState.Tracing), Revokes(Owed.Tracer)]
    internal static void TracerResumesOff(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(EntryState.Nmi, Found.LockdepOn), Forbids(EntryState.Lockdep), Revokes(Owed.Return)]
    internal static void LockdepResumesOn(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(EntryState.Nmi, Found.LockdepOff, EntryState.Lockdep), Revokes(Owed.Return)]
    internal static void LockdepResumesOff(Cpu cpu)
    {
    }

    /// <summary>ct_irq_enter() was called, and has made RCU watch where it did not.</summary>
    [AlwaysInline, Primitive, Pure, HoldsWhen(true, Found.RcuMayNotWatch), HoldsWhen(false, Found.RcuWatching)]
    internal static bool ExitsRcu(in IrqentryState state) => state.ExitRcu;

    /// <summary>irqentry_nmi_enter() has found lockdep believing that interrupts were enabled; of the interrupted context nothing else counts.</summary>
    [AlwaysInline, Primitive, Pure, HoldsWhen(true, Found.LockdepOn), HoldsWhen(false, Found.LockdepOff)]
    internal static bool FoundLockdepOn(in IrqentryState state) => state.Lockdep;
}
