namespace EntryModel.ContextTracking;

/// <summary>kernel/context_tracking.c, include/linux/context_tracking.h: user and guest.</summary>
internal static class CtUser
{
    /// <summary>user_exit_irqoff()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void UserExitIrqoff(Cpu cpu)
    {
        if (cpu.CtEnabled)
            CtUserExit(cpu, CtState.User);
    }

    /// <summary>user_enter_irqoff()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void UserEnterIrqoff(Cpu cpu)
    {
        if (cpu.CtEnabled)
            CtUserEnter(cpu, CtState.User);
    }

    /// <summary>context_tracking_guest_enter(): whether this CPU tracks at all.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool ContextTrackingGuestEnter(Cpu cpu)
    {
        if (cpu.CtEnabled)
            CtUserEnter(cpu, CtState.Guest);
        return ContextTrackingEnabledThisCpu(cpu);
    }

    /// <summary>context_tracking_guest_exit()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static bool ContextTrackingGuestExit(Cpu cpu)
    {
        if (cpu.CtEnabled)
            CtUserExit(cpu, CtState.Guest);
        return ContextTrackingEnabledThisCpu(cpu);
    }

    /// <summary>__ct_user_exit(): RCU first, then those who need it.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtUserExit(Cpu cpu, CtState state)
    {
        Trace.Enter(cpu, Step.CtUserExit);
        if (!ContextTrackingRecursionEnter(cpu))
        {
            Trace.Leave(cpu);
            return;
        }

        if (cpu.CtState == state)
        {
            if (cpu.CtActive)
            {
                CtKernelEnter(cpu, CtState.Kernel);
                if (state == CtState.User)
                {
                    InstrumentationBegin(cpu);
                    VtimeUserExit(cpu);
                    TraceUserExit(cpu);
                    InstrumentationEnd(cpu);
                }
            }
            else
            {
                cpu.CtState = CtState.Kernel;
            }
        }

        ContextTrackingRecursionExit(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>__ct_user_enter(): the mirror image; RCU stops watching last.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CtUserEnter(Cpu cpu, CtState state)
    {
        Trace.Enter(cpu, Step.CtUserEnter);
        LockdepAssertIrqsDisabled(cpu);
        Warn.On(cpu, cpu.IsIdleTask, Violation.NoUserAddressSpace);
        if (!ContextTrackingRecursionEnter(cpu))
        {
            Trace.Leave(cpu);
            return;
        }

        if (cpu.CtState != state)
        {
            if (cpu.CtActive)
            {
                if (state == CtState.User)
                {
                    InstrumentationBegin(cpu);
                    TraceUserEnter(cpu);
                    VtimeUserEnter(cpu);
                    InstrumentationEnd(cpu);
                }

                RcuIrqWorkResched(cpu);
                CtKernelExit(cpu, state);
            }
            else
            {
                cpu.CtState = state;
            }
        }

        ContextTrackingRecursionExit(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>CT_WARN_ON()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void CtWarnOn(Cpu cpu, bool condition) =>
        Warn.On(cpu, cpu.CtEnabled && condition, Violation.WrongContextTrackingState);

    /// <summary>context_tracking_enabled_this_cpu()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static bool ContextTrackingEnabledThisCpu(Cpu cpu) => cpu.CtEnabled && cpu.CtActive;

    /// <summary>context_tracking_recursion_enter()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static bool ContextTrackingRecursionEnter(Cpu cpu)
    {
        cpu.CtRecursion++;
        if (cpu.CtRecursion == 1)
            return true;

        Warn.On(cpu, true, Violation.ContextTrackingNesting);
        cpu.CtRecursion--;
        return false;
    }

    /// <summary>context_tracking_recursion_exit()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void ContextTrackingRecursionExit(Cpu cpu) => cpu.CtRecursion--;
}
