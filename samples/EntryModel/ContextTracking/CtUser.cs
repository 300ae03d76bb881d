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
    [AlwaysInline, Primitive, Requires(IrqState.Disabled), Revokes(EntryState.Rcu), HoldsWhen(false, EntryState.Rcu)]
    internal static bool ContextTrackingGuestEnter(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserEnterCore(cpu, CtState.Guest);
        return ContextTrackingEnabledThisCpu(cpu);
    }

    [Kernel("context_tracking_guest_exit", "include/linux/context_tracking.h")]
    [AlwaysInline, Primitive, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)]
    internal static bool ContextTrackingGuestExit(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserExitCore(cpu, CtState.Guest);
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

        if (CtIsIn(cpu, state))
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

        if (!CtIsIn(cpu, state))
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
    [Primitive, Requires(EntryState.Rcu, CtTracking.Enabled)]
    internal static void CtUserEnter(Cpu cpu, CtState state)
    {
        if (InInterrupt(cpu))
            return;

        var flags = LocalIrqSave(cpu);
        CtUserEnterCore(cpu, state);
        LocalIrqRestore(cpu, flags);
    }

    /// <summary>Obsolete: saving the flag is traced, and RCU is not on yet.</summary>
    [Kernel("ct_user_exit", "kernel/context_tracking.c")]
    [Primitive, Requires(CtTracking.Enabled)]
    internal static void CtUserExit(Cpu cpu, CtState state)
    {
        if (InInterrupt(cpu))
            return;

        var flags = LocalIrqSave(cpu);
        CtUserExitCore(cpu, state);
        LocalIrqRestore(cpu, flags);
    }

    [Kernel("user_enter", "include/linux/context_tracking.h")]
    internal static void UserEnter(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserEnter(cpu, CtState.User);
    }

    [Kernel("user_exit", "include/linux/context_tracking.h")]
    internal static void UserExit(Cpu cpu)
    {
        if (ContextTrackingEnabled(cpu))
            CtUserExit(cpu, CtState.User);
    }

    /// <summary>Obsolete: for the assembly of architectures without generic entry.</summary>
    [Kernel("user_enter_callable", "kernel/context_tracking.c")]
    internal static void UserEnterCallable(Cpu cpu) => UserEnter(cpu);

    /// <inheritdoc cref="UserEnterCallable"/>
    [Kernel("user_exit_callable", "kernel/context_tracking.c")]
    internal static void UserExitCallable(Cpu cpu) => UserExit(cpu);

    /// <summary>
    /// The state that it finds is the frame's, not the CPU's: the caller keeps it on its stack and hands it to exception_exit(), wherever it
    /// has migrated in between. An architecture whose entry code cannot be preempted, and is not instrumented, keeps it off the stack: nothing
    /// is left to do here.
    /// </summary>
    [Kernel("exception_enter", "include/linux/context_tracking.h")]
    [Primitive, Ensures(EntryState.Rcu)]
    internal static PreviousContext ExceptionEnter(Cpu cpu)
    {
        if (cpu.Config.CtUserOffstack || !ContextTrackingEnabled(cpu))
            return new PreviousContext(CtState.Kernel);

        var previous = CtStateCore(cpu);
        if (previous != CtState.Kernel)
            CtUserExit(cpu, previous);
        return new PreviousContext(previous);
    }

    [Kernel("exception_exit", "include/linux/context_tracking.h")]
    [Primitive, Restores(EntryState.Rcu)]
    internal static void ExceptionExit(Cpu cpu, [Consumes] PreviousContext previous)
    {
        if (!cpu.Config.CtUserOffstack && ContextTrackingEnabled(cpu) && previous.State != CtState.Kernel)
            CtUserEnter(cpu, previous.State);
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
    [AlwaysInline, HoldsWhen(true, CtTracking.Enabled), HoldsWhen(false, CtTracking.Disabled)]
    internal static bool ContextTrackingEnabled(Cpu cpu) => cpu.CtEnabled;

    [Kernel("context_tracking_enabled_this_cpu", "include/linux/context_tracking_state.h")]
    [AlwaysInline]
    internal static bool ContextTrackingEnabledThisCpu(Cpu cpu) => ContextTrackingEnabled(cpu) && cpu.CtActive;

    [Kernel("context_tracking_recursion_enter", "kernel/context_tracking.c")]
    [NoInstr, Establishes(CtTracking.Inside)]
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
