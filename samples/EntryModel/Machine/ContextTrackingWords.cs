using EntryModel.ContextTracking;

namespace EntryModel.Machine;

/// <summary>
/// What context tracking keeps for this CPU: each function is a load, a store or two that belong together, or a claim, which does nothing, and what that means for
/// the entry state. Nothing proves that; everything that decides by them is proven.
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

    /// <summary>One atomic addition: from here on RCU does not watch.</summary>
    [AlwaysInline, Primitive, Revokes(EntryState.Rcu)]
    internal static void CeaseToWatch(Cpu cpu, CtState state)
    {
        cpu.RcuWatching = false;
        cpu.CtState = state;
    }

    /// <summary>
    /// Whether the CPU is in the context that its caller enters or leaves: user mode or a guest, where RCU does not watch, and not in the kernel, where it does. It
    /// is believed that no caller names one while the CPU is in the other.
    /// </summary>
    [AlwaysInline, Primitive, HoldsWhen(false, EntryState.Rcu, Exact = true)]
    internal static bool CtIsIn(CtState current, CtState state) => current == state;

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

    /// <summary>On a CPU that does not track RCU watches, and goes on, but whoever comes next may not know it.</summary>
    [AlwaysInline, Primitive, Requires(CtTracking.NotThisCpu), Revokes(EntryState.Rcu)]
    internal static void MayNotBeCountedOn(Cpu cpu)
    {
    }

    /// <summary>What was called although RCU may not watch has changed nothing about that.</summary>
    [AlwaysInline, Primitive, Requires(CtTracking.Enabled), Revokes(EntryState.Rcu)]
    internal static void DoesNotWatchYet(Cpu cpu)
    {
    }

    /// <summary>Whether it is the first: context tracking that calls itself would find its own half-done change.</summary>
    [AlwaysInline, Primitive, Establishes(CtTracking.Inside), HoldsWhen(false, CtTracking.Refused, Exact = true)]
    internal static bool CtRecursionInc(Cpu cpu)
    {
        cpu.CtRecursion++;
        return cpu.CtRecursion == 1;
    }

    [AlwaysInline, Primitive, Requires(CtTracking.Inside, CtTracking.Refused)]
    internal static void CtRecursionUndo(Cpu cpu) => cpu.CtRecursion--;

    [AlwaysInline, Primitive, Forbids(CtTracking.Refused), Revokes(CtTracking.Inside)]
    internal static void CtRecursionDec(Cpu cpu) => cpu.CtRecursion--;

    /// <summary>It has warned. Who was there first does what is to be done, or has done it: nothing can be relied on any more.</summary>
    [AlwaysInline, Primitive, Requires(CtTracking.Refused), Revokes(CtTracking.Inside), Ensures(EntryState.Rcu)]
    internal static void LeaveExitToOuter(Cpu cpu)
    {
    }

    /// <inheritdoc cref="LeaveExitToOuter"/>
    [AlwaysInline, Primitive, Requires(CtTracking.Refused), Revokes(CtTracking.Inside, EntryState.Rcu)]
    internal static void LeaveEnterToOuter(Cpu cpu)
    {
    }

    /// <summary>An interrupt's entry has made RCU watch, and its exit undoes it: there is nothing to do here.</summary>
    [AlwaysInline, Primitive, Requires(CtTracking.InInterrupt), Ensures(EntryState.Rcu)]
    internal static void EntryHasSeenToIt(Cpu cpu)
    {
    }

    /// <inheritdoc cref="EntryHasSeenToIt"/>
    [AlwaysInline, Primitive, Requires(CtTracking.InInterrupt), Revokes(EntryState.Rcu)]
    internal static void ExitWillSeeToIt(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, HoldsWhen(true, CtTracking.Settled)]
    internal static bool CtIsOffStack(Cpu cpu) => cpu.Config.CtUserOffstack;

    [AlwaysInline, Primitive, HoldsWhen(true, CtTracking.Settled), HoldsWhen(false, CtTracking.Outside)]
    internal static bool IsKernel(CtState state) => state == CtState.Kernel;

    [AlwaysInline, Primitive, Establishes(Owed.Context)]
    internal static void OwesContext(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(CtTracking.Settled), Ensures(EntryState.Rcu)]
    internal static void WatchesAnyway(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(CtTracking.Outside), Forbids(EntryState.Rcu), Revokes(Owed.Context)]
    internal static void ResumesContext(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(CtTracking.Settled, EntryState.Rcu), Revokes(Owed.Context)]
    internal static void ResumesKernel(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Establishes(Owed.Answer)]
    internal static void OwesAnswer(Cpu cpu)
    {
    }

    /// <summary>Of what context_tracking_enabled_this_cpu() has said; any other value is believed, too.</summary>
    [AlwaysInline, Primitive, Revokes(Owed.Answer)]
    internal static bool Answer(Cpu cpu, bool tracks) => tracks;

    /// <summary>Whoever makes RCU watch counts what it is for: the next exit looks there to see whether it is the last.</summary>
    [AlwaysInline, Primitive, Establishes(CtNesting.Uncounted)]
    internal static void CtBeginUncounted(Cpu cpu)
    {
    }

    /// <summary>Whether somebody in the kernel is counted already, for whom RCU watches.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.Rcu), HoldsWhen(true, CtNesting.Nested, Exact = true)]
    internal static bool CtIsNested(Cpu cpu) => cpu.CtNesting != 0;

    /// <summary>Whether somebody will be left.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, CtNesting.Nested, Exact = true)]
    internal static bool CtStaysNested(Cpu cpu) => cpu.CtNesting != 1;

    [AlwaysInline, Primitive, Requires(CtNesting.Nested)]
    internal static void CtNestingInc(Cpu cpu) => cpu.CtNesting++;

    /// <summary>For whoever is left RCU goes on watching, but whoever leaves may not count on it.</summary>
    [AlwaysInline, Primitive, Requires(CtNesting.Nested), Revokes(EntryState.Rcu)]
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
