using EntryModel.ContextTracking;

namespace EntryModel.Machine;

/// <summary>
/// What context tracking keeps for this CPU: each function is one load or store, and what it means for the entry state. Nothing proves that; everything that
/// decides by them is proven.
/// </summary>
internal static class ContextTrackingWords
{
    /// <summary>One atomic addition: from here on RCU watches.</summary>
    [AlwaysInline, Primitive, Establishes(EntryState.Rcu)]
    internal static void BeginToWatch(Cpu cpu, CtState state)
    {
        cpu.RcuWatching = true;
        cpu.CtState = state;
    }

    /// <inheritdoc cref="BeginToWatch"/>
    [AlwaysInline, Primitive, Revokes(EntryState.Rcu)]
    internal static void CeaseToWatch(Cpu cpu, CtState state)
    {
        cpu.RcuWatching = false;
        cpu.CtState = state;
    }

    /// <summary>The CPU is where it has said that it is, so it must change nothing. In user mode, in a guest and in the idle task RCU does not watch.</summary>
    [AlwaysInline, Primitive, HoldsWhen(false, EntryState.Rcu, Exact = true)]
    internal static bool CtIsIn(Cpu cpu, CtState state) => CtUser.CtStateCore(cpu) == state;

    [AlwaysInline, Primitive, HoldsWhen(false, CtTracking.Inactive, Exact = true)]
    internal static bool CtIsActive(Cpu cpu) => cpu.CtActive;

    /// <summary>A CPU that does not track is watched all the time. To whoever comes from user mode that is as if RCU began to watch here.</summary>
    [AlwaysInline, Primitive, Requires(CtTracking.Inactive), Establishes(EntryState.Rcu)]
    internal static void CtLeaveInactive(Cpu cpu) => cpu.CtState = CtState.Kernel;

    /// <summary>RCU goes on watching, but nobody may count on it.</summary>
    [AlwaysInline, Primitive, Requires(CtTracking.Inactive), Revokes(EntryState.Rcu)]
    internal static void CtEnterInactive(Cpu cpu, CtState state) => cpu.CtState = state;

    /// <inheritdoc cref="CtLeaveInactive"/>
    [AlwaysInline, Primitive, Requires(CtTracking.Disabled), Establishes(EntryState.Rcu)]
    internal static void WasWatchedAllAlong(Cpu cpu)
    {
    }

    /// <inheritdoc cref="CtEnterInactive"/>
    [AlwaysInline, Primitive, Requires(CtTracking.Disabled), Revokes(EntryState.Rcu)]
    internal static void GoesOnBeingWatched(Cpu cpu)
    {
    }

    /// <summary>Whether it is the first: context tracking that calls itself would find its own half-done change.</summary>
    [AlwaysInline, Primitive, Establishes(CtTracking.Inside)]
    internal static bool CtRecursionInc(Cpu cpu)
    {
        cpu.CtRecursion++;
        return cpu.CtRecursion == 1;
    }

    [AlwaysInline, Primitive, Requires(CtTracking.Inside)]
    internal static void CtRecursionUndo(Cpu cpu) => cpu.CtRecursion--;

    [AlwaysInline, Primitive, Revokes(CtTracking.Inside)]
    internal static void CtRecursionDec(Cpu cpu) => cpu.CtRecursion--;

    /// <summary>Who was there first does what is to be done.</summary>
    [AlwaysInline, Primitive, Revokes(CtTracking.Inside), Ensures(EntryState.Rcu)]
    internal static void LeaveExitToOuter(Cpu cpu)
    {
    }

    /// <inheritdoc cref="LeaveExitToOuter"/>
    [AlwaysInline, Primitive, Revokes(CtTracking.Inside, EntryState.Rcu)]
    internal static void LeaveEnterToOuter(Cpu cpu)
    {
    }

    /// <summary>Whoever makes RCU watch counts what it is for: the next exit looks there to see whether it is the last.</summary>
    [AlwaysInline, Primitive, Establishes(CtNesting.Uncounted)]
    internal static void CtBeginUncounted(Cpu cpu)
    {
    }

    /// <summary>Whether somebody in the kernel is counted already, for whom RCU watches.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.Rcu), HoldsWhen(true, CtNesting.Nested, Exact = true)]
    internal static bool CtIsNested(Cpu cpu) => cpu.CtNesting != 0;

    /// <summary>Whether somebody will be left: RCU goes on watching then, but whoever leaves may not count on it.</summary>
    [AlwaysInline, Primitive, HoldsWhen(false, EntryState.Rcu, Exact = true), HoldsWhen(true, CtNesting.Nested, Exact = true)]
    internal static bool CtStaysNested(Cpu cpu) => cpu.CtNesting != 1;

    [AlwaysInline, Primitive, Requires(CtNesting.Nested)]
    internal static void CtNestingInc(Cpu cpu) => cpu.CtNesting++;

    [AlwaysInline, Primitive, Requires(CtNesting.Nested)]
    internal static void CtNestingDec(Cpu cpu) => cpu.CtNesting--;

    [AlwaysInline, Primitive, Revokes(CtNesting.Uncounted)]
    internal static void CtNestingBegin(Cpu cpu)
    {
        cpu.CtNesting = 1;
        cpu.CtNmiNesting = CtKernel.NestingIrqNonIdle;
    }

    /// <summary>An odd number says that RCU did not watch before.</summary>
    [AlwaysInline, Primitive, Revokes(CtNesting.Uncounted)]
    internal static int CtFirstIncrement(Cpu cpu) => 1;

    [AlwaysInline, Primitive, Establishes(CtNesting.Irq)]
    internal static void CtNmiNestingAdd(Cpu cpu, int increment) => cpu.CtNmiNesting += increment;

    /// <summary>Whether RCU watched before this one.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, CtNesting.Nested, Exact = true)]
    internal static bool CtNmiIsNested(Cpu cpu) => cpu.CtNmiNesting != 1;

    [AlwaysInline, Primitive, Requires(CtNesting.Nested), Revokes(CtNesting.Irq)]
    internal static void CtNmiNestingSub(Cpu cpu) => cpu.CtNmiNesting -= 2;

    [AlwaysInline, Primitive, Forbids(CtNesting.Nested), Revokes(CtNesting.Irq)]
    internal static void CtNmiNestingEnd(Cpu cpu) => cpu.CtNmiNesting = 0;
}
