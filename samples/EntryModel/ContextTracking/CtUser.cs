namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c, include/linux/context_tracking.h, context_tracking_state.h: user and guest.</summary>
internal static class CtUser
{
    [Kernel("user_exit_irqoff", "include/linux/context_tracking.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)]
    internal static void UserExitIrqoff(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserExitCore(cpu, CtState.User);
        else
            WasWatchedAllAlong(cpu);
    }

    [Kernel("user_enter_irqoff", "include/linux/context_tracking.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Revokes(EntryState.Rcu)]
    internal static void UserEnterIrqoff(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserEnterCore(cpu, CtState.User);
        else
            GoesOnBeingWatched(cpu);
    }

    /// <summary>Whether this CPU tracks at all: if it does not, RCU goes on watching.</summary>
    [Kernel("context_tracking_guest_enter", "include/linux/context_tracking.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Revokes(EntryState.Rcu), HoldsWhen(false, EntryState.Rcu, CtTracking.NotThisCpu)]
    internal static bool ContextTrackingGuestEnter(Cpu cpu)
    {
        OwesAnswer(cpu);
        if (ContextTrackingEnabled(cpu))
            CtUserEnterCore(cpu, CtState.Guest);
        else
            GoesOnBeingWatched(cpu);
        return Answer(cpu, ContextTrackingEnabledThisCpu(cpu));
    }

    [Kernel("context_tracking_guest_exit", "include/linux/context_tracking.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)]
    internal static bool ContextTrackingGuestExit(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserExitCore(cpu, CtState.Guest);
        else
            WasWatchedAllAlong(cpu);
        return ContextTrackingEnabledThisCpu(cpu);
    }

    /// <summary>RCU first, then those who need it.</summary>
    [Kernel("__ct_user_exit", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled, CtTracking.Enabled), Ensures(EntryState.Rcu)]
    internal static void CtUserExitCore(Cpu cpu, CtState state)
    {
        if (!ContextTrackingRecursionEnter(cpu))
        {
            LeaveExitToOuter(cpu);
            return;
        }

        if (CtIsIn(CtStateCore(cpu), state))
        {
            if (CtIsActive(cpu))
            {
                CtKernelEnter(cpu, CtState.Kernel);
                if (state == CtState.User)
                {
                    InstrumentationScope.Begin();
                    VtimeUserExit(cpu);
                    TraceUserExit(cpu);
                    InstrumentationScope.End();
                }
            }
            else
            {
                CtLeaveInactive(cpu);
            }
        }

        ContextTrackingRecursionExit(cpu);
    }

    /// <summary>The mirror image; RCU stops watching last.</summary>
    [Kernel("__ct_user_enter", "kernel/context_tracking.c")]
    [NoInstr, Requires(IrqState.Disabled, CtTracking.Enabled), Revokes(EntryState.Rcu)]
    internal static void CtUserEnterCore(Cpu cpu, CtState state)
    {
        LockdepAssertIrqsDisabled(cpu);
        Warn.On(cpu, cpu.IsIdleTask, Violation.NoUserAddressSpace);
        if (!ContextTrackingRecursionEnter(cpu))
        {
            LeaveEnterToOuter(cpu);
            return;
        }

        if (!CtIsIn(CtStateCore(cpu), state))
        {
            if (CtIsActive(cpu))
            {
                if (state == CtState.User)
                {
                    InstrumentationScope.Begin();
                    TraceUserEnter(cpu);
                    VtimeUserEnter(cpu);
                    InstrumentationScope.End();
                }

                RcuIrqWorkResched(cpu);
                CtKernelExit(cpu, state);
            }
            else
            {
                CtEnterInactive(cpu, state);
            }
        }

        ContextTrackingRecursionExit(cpu);
    }

    /// <summary>Obsolete: restoring the flag is traced, and RCU is off by then.</summary>
    [Kernel("ct_user_enter", "kernel/context_tracking.c")]
    [Requires(EntryState.Rcu, CtTracking.Enabled), Revokes(EntryState.Rcu)]
    internal static void CtUserEnter(Cpu cpu, CtState state)
    {
        if (InInterrupt(cpu))
        {
            ExitWillSeeToIt(cpu);
            return;
        }

        var flags = LocalIrqSave(cpu);
        CtUserEnterCore(cpu, state);
#pragma warning disable NOINSTR401 // The kernel has it so. Nobody is told only where interrupts are off before and after: hence obsolete.
        LocalIrqRestore(cpu, flags);
#pragma warning restore NOINSTR401
    }

    /// <summary>Obsolete: saving the flag is traced, and RCU is not on yet.</summary>
    [Kernel("ct_user_exit", "kernel/context_tracking.c")]
    [Requires(CtTracking.Enabled), Ensures(EntryState.Rcu)]
    internal static void CtUserExit(Cpu cpu, CtState state)
    {
        if (InInterrupt(cpu))
        {
            EntryHasSeenToIt(cpu);
            return;
        }

#pragma warning disable NOINSTR401 // The kernel has it so. Nobody is told only where interrupts are off before and after: hence obsolete.
        var flags = LocalIrqSave(cpu);
#pragma warning restore NOINSTR401
        DoesNotWatchYet(cpu);
        CtUserExitCore(cpu, state);
        LocalIrqRestore(cpu, flags);
    }

    [Kernel("user_enter", "include/linux/context_tracking.h")]
    [Revokes(EntryState.Rcu)]
    internal static void UserEnter(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserEnter(cpu, CtState.User);
        else
            GoesOnBeingWatched(cpu);
    }

    [Kernel("user_exit", "include/linux/context_tracking.h")]
    [Establishes(EntryState.Rcu)]
    internal static void UserExit(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserExit(cpu, CtState.User);
        else
            WasWatchedAllAlong(cpu);
    }

    /// <summary>Obsolete: for the assembly of architectures without generic entry.</summary>
    [Kernel("user_enter_callable", "kernel/context_tracking.c")]
    [Revokes(EntryState.Rcu)]
    internal static void UserEnterCallable(Cpu cpu) => UserEnter(cpu);

    /// <inheritdoc cref="UserEnterCallable"/>
    [Kernel("user_exit_callable", "kernel/context_tracking.c")]
    [Establishes(EntryState.Rcu)]
    internal static void UserExitCallable(Cpu cpu) => UserExit(cpu);

    /// <summary>
    /// The state that it finds is the frame's, not the CPU's: the caller keeps it on its stack and hands it to exception_exit(), wherever it
    /// has migrated in between. An architecture whose entry code cannot be preempted, and is not instrumented, keeps it off the stack: nothing
    /// is left to do here.
    /// </summary>
    [Kernel("exception_enter", "include/linux/context_tracking.h")]
    [Ensures(EntryState.Rcu), Establishes(Owed.Context)]
    internal static PreviousContext ExceptionEnter(Cpu cpu)
    {
        OwesContext(cpu);
        if (CtIsOffStack(cpu) || !ContextTrackingEnabled(cpu))
        {
            WatchesAnyway(cpu);
            return new PreviousContext(CtState.Kernel);
        }

        var previous = CtStateCore(cpu);
        if (IsKernel(previous))
            WatchesAnyway(cpu);
        else
            CtUserExit(cpu, previous);
        return new PreviousContext(previous);
    }

    [Kernel("exception_exit", "include/linux/context_tracking.h")]
    [Restores(EntryState.Rcu), Revokes(Owed.Context)]
    internal static void ExceptionExit(Cpu cpu, [Consumes] PreviousContext previous)
    {
        if (!CtIsOffStack(cpu) && ContextTrackingEnabled(cpu) && !IsKernel(previous.State))
        {
            CtUserEnter(cpu, previous.State);
            ResumesContext(cpu);
        }
        else
        {
            ResumesKernel(cpu);
        }
    }

    /// <summary>
    /// At boot, for a CPU that shall track. With HAVE_TIF_NOHZ a flag of the first task, which every other inherits, sent system calls down a
    /// slow path; now a static key lets all of them through the same code.
    /// </summary>
    [Kernel("ct_cpu_track_user", "kernel/context_tracking.c")]
    internal static void CtCpuTrackUser(Cpu cpu)
    {
        StaticBranchInc(cpu);
        if (cpu.Config.HaveTifNohz)
            SetTskThreadFlag(cpu, ThreadFlags.Nohz);
    }

    [Kernel("CT_WARN_ON")]
    [AlwaysInline]
    internal static void CtWarnOn(Cpu cpu, bool condition) =>
        Warn.On(cpu, cpu.CtEnabled && condition, Violation.WrongContextTrackingState);

    [Kernel("__ct_state", "include/linux/context_tracking_state.h")]
    [AlwaysInline]
    internal static CtState CtStateCore(Cpu cpu) => cpu.CtState;

    /// <summary>Not for noinstr code: the preempt count that it changes may be traced.</summary>
    [Kernel("ct_state", "include/linux/context_tracking_state.h")]
    [AlwaysInline]
    internal static CtState CtStateOf(Cpu cpu)
    {
        if (!ContextTrackingEnabled(cpu))
            return CtState.Kernel;

        PreemptDisable(cpu);
        var state = CtStateCore(cpu);
        PreemptEnable(cpu);
        return state;
    }

    [Kernel("context_tracking_enabled", "include/linux/context_tracking_state.h")]
    [AlwaysInline, HoldsWhen(true, CtTracking.Enabled), HoldsWhen(false, CtTracking.Disabled, CtTracking.Settled)]
    internal static bool ContextTrackingEnabled(Cpu cpu) => cpu.CtEnabled;

    [Kernel("context_tracking_enabled_this_cpu", "include/linux/context_tracking_state.h")]
    [AlwaysInline]
    internal static bool ContextTrackingEnabledThisCpu(Cpu cpu) => ContextTrackingEnabled(cpu) && cpu.CtActive;

    [Kernel("context_tracking_recursion_enter", "kernel/context_tracking.c")]
    [NoInstr, Establishes(CtTracking.Inside), HoldsWhen(false, CtTracking.Refused, Exact = true)]
    private static bool ContextTrackingRecursionEnter(Cpu cpu)
    {
        if (CtRecursionInc(cpu))
            return true;

        Warn.On(cpu, true, Violation.ContextTrackingNesting);
        CtRecursionUndo(cpu);
        return false;
    }

    [Kernel("context_tracking_recursion_exit", "kernel/context_tracking.c")]
    [AlwaysInline, Revokes(CtTracking.Inside)]
    private static void ContextTrackingRecursionExit(Cpu cpu) => CtRecursionDec(cpu);

    private static void StaticBranchInc(Cpu cpu)
    {
        Work(cpu);
        cpu.CtEnabled = true;
    }

    private static void SetTskThreadFlag(Cpu cpu, ThreadFlags flag)
    {
        Work(cpu);
        cpu.ThreadFlags |= flag;
    }
}

/// <summary>What exception_enter() has found, on the stack of whoever called it.</summary>
[EntryToken]
internal readonly struct PreviousContext(CtState state)
{
    internal readonly CtState State = state;
}
