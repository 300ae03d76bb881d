namespace EntryModel.Kvm;

/// <summary>include/linux/kvm_host.h: the border between host and guest.</summary>
internal static class KvmHost
{
    /// <summary>Before the guest state is entered, because accounting is instrumentable.</summary>
    [Kernel("guest_timing_enter_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(GuestState.Timing)]
    internal static void GuestTimingEnterIrqoff(Cpu cpu)
    {
        InstrumentationScope.Begin();
        VtimeAccountGuestEnter(cpu);
        InstrumentationScope.End();
    }

    /// <summary>After the interrupt that ended the guest's run, so that its time is the guest's.</summary>
    [Kernel("guest_timing_exit_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Revokes(GuestState.Timing)]
    internal static void GuestTimingExitIrqoff(Cpu cpu)
    {
        InstrumentationScope.Begin();
        VtimeAccountGuestExit(cpu);
        InstrumentationScope.End();
    }

    /// <summary>
    /// On a CPU that does not track, a guest is at least a quiescent state. RCU goes on watching there, but nobody may count on it: to callers it
    /// has stopped on either path. Nobody has asked before whether it tracks, so nobody may pass that demand on.
    /// </summary>
    [Kernel("guest_context_enter_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Forbids(CtTracking.Enabled, CtTracking.Disabled), Revokes(EntryState.Rcu)]
    internal static void GuestContextEnterIrqoff(Cpu cpu)
    {
        if (!ContextTrackingGuestEnter(cpu))
        {
            InstrumentationScope.Begin();
            RcuVirtNoteContextSwitch(cpu);
            InstrumentationScope.End();
            MayNotBeCountedOn(cpu);
        }
    }

    /// <inheritdoc cref="GuestContextEnterIrqoff"/>
    [Kernel("guest_context_exit_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Forbids(CtTracking.Enabled, CtTracking.Disabled), Establishes(EntryState.Rcu)]
    internal static void GuestContextExitIrqoff(Cpu cpu)
    {
        if (!ContextTrackingGuestExit(cpu))
        {
            InstrumentationScope.Begin();
            RcuVirtNoteContextSwitch(cpu);
            InstrumentationScope.End();
        }
    }

    /// <summary>A guest is entered as user mode is.</summary>
    [Kernel("guest_state_enter_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled, GuestState.Timing)]
    [Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Establishes(GuestState.Entered)]
    internal static void GuestStateEnterIrqoff(Cpu cpu)
    {
        InstrumentationScope.Begin();
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationScope.End();

        GuestContextEnterIrqoff(cpu);
        LockdepHardirqsOn(cpu);
        GuestStateAdd();
    }

    [Kernel("guest_state_exit_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Revokes(GuestState.Entered)]
    [Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    internal static void GuestStateExitIrqoff(Cpu cpu)
    {
        GuestStateSub();
        LockdepHardirqsOff(cpu);
        GuestContextExitIrqoff(cpu);

        InstrumentationScope.Begin();
        TraceHardirqsOffFinish(cpu);
        InstrumentationScope.End();
    }

    /// <summary>Deprecated: lockdep and the tracer are told nothing.</summary>
    [Kernel("guest_enter_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(GuestState.Timing), Revokes(EntryState.Rcu)]
    internal static void GuestEnterIrqoff(Cpu cpu)
    {
        GuestTimingEnterIrqoff(cpu);
        GuestContextEnterIrqoff(cpu);
    }

    /// <inheritdoc cref="GuestEnterIrqoff"/>
    [Kernel("guest_exit_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(EntryState.Rcu), Revokes(GuestState.Timing)]
    internal static void GuestExitIrqoff(Cpu cpu)
    {
        GuestContextExitIrqoff(cpu);
        GuestTimingExitIrqoff(cpu);
    }

    /// <summary>Deprecated: saving the flag is traced, and RCU is not on yet.</summary>
    [Kernel("guest_exit", "include/linux/kvm_host.h")]
    internal static void GuestExit(Cpu cpu)
    {
        var flags = LocalIrqSave(cpu);
        GuestExitIrqoff(cpu);
        LocalIrqRestore(cpu, flags);
    }

    [Primitive, Requires(EntryState.Rcu), Establishes(GuestState.Timing)]
    private static void VtimeAccountGuestEnter(Cpu cpu)
    {
        Work(cpu);
        cpu.IsVcpu = true;
    }

    [Primitive, Requires(EntryState.Rcu), Revokes(GuestState.Timing)]
    private static void VtimeAccountGuestExit(Cpu cpu)
    {
        Work(cpu);
        cpu.IsVcpu = false;
    }

    /// <summary>No counterpart in the kernel: from here on the CPU belongs to the guest.</summary>
    [AlwaysInline, Primitive, Forbids(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Establishes(GuestState.Entered)]
    private static void GuestStateAdd()
    {
    }

    /// <summary>The host's again.</summary>
    [AlwaysInline, Primitive, Revokes(GuestState.Entered)]
    private static void GuestStateSub()
    {
    }
}
