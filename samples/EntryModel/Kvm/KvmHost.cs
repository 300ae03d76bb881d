namespace EntryModel.Kvm;

/// <summary>include/linux/kvm_host.h, arch/x86/kvm/x86.c: the border between host and guest.</summary>
internal static class KvmHost
{
    /// <summary>guest_timing_enter_irqoff(): before the guest state is entered, because accounting is instrumentable.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void GuestTimingEnterIrqoff(Cpu cpu)
    {
        Trace.Enter(cpu, Step.GuestTimingEnterIrqoff);
        InstrumentationBegin(cpu);
        VtimeAccountGuestEnter(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>guest_timing_exit_irqoff(): after the interrupt that ended the guest's run, so that its time is the guest's.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void GuestTimingExitIrqoff(Cpu cpu)
    {
        Trace.Enter(cpu, Step.GuestTimingExitIrqoff);
        InstrumentationBegin(cpu);
        VtimeAccountGuestExit(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>guest_state_enter_irqoff(): a guest is entered as user mode is.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void GuestStateEnterIrqoff(Cpu cpu)
    {
        Trace.Enter(cpu, Step.GuestStateEnterIrqoff);
        InstrumentationBegin(cpu);
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationEnd(cpu);

        GuestContextEnterIrqoff(cpu);
        LockdepHardirqsOn(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>guest_state_exit_irqoff()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void GuestStateExitIrqoff(Cpu cpu)
    {
        Trace.Enter(cpu, Step.GuestStateExitIrqoff);
        LockdepHardirqsOff(cpu);
        GuestContextExitIrqoff(cpu);

        InstrumentationBegin(cpu);
        TraceHardirqsOffFinish(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>guest_context_enter_irqoff(): on a CPU that does not track, a guest is at least a quiescent state.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void GuestContextEnterIrqoff(Cpu cpu)
    {
        Trace.Enter(cpu, Step.GuestContextEnterIrqoff);
        if (!ContextTrackingGuestEnter(cpu))
        {
            InstrumentationBegin(cpu);
            RcuVirtNoteContextSwitch(cpu);
            InstrumentationEnd(cpu);
        }

        Trace.Leave(cpu);
    }

    /// <summary>guest_context_exit_irqoff()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void GuestContextExitIrqoff(Cpu cpu)
    {
        Trace.Enter(cpu, Step.GuestContextExitIrqoff);
        if (!ContextTrackingGuestExit(cpu))
        {
            InstrumentationBegin(cpu);
            RcuVirtNoteContextSwitch(cpu);
            InstrumentationEnd(cpu);
        }

        Trace.Leave(cpu);
    }

    /// <summary>vcpu_enter_guest(): ordinary code of the host, which need not watch its calls.</summary>
    internal static void VcpuEnterGuest(Cpu cpu)
    {
        Trace.Enter(cpu, Step.VcpuEnterGuest);
        PreemptDisable(cpu);
        LocalIrqDisable(cpu);

        GuestTimingEnterIrqoff(cpu);
        if (cpu.Config.Svm)
            SvmVcpuRun(cpu);
        else
            VmxVcpuRun(cpu);

        Work(cpu, Step.HandleExitIrqoff);

        // The window in which the interrupt that ended the run is handled, still on the guest's time.
        KvmBeforeInterrupt(cpu);
        LocalIrqEnable(cpu);
        DeliverPendingInterrupt(cpu);
        LocalIrqDisable(cpu);
        KvmAfterInterrupt(cpu);

        GuestTimingExitIrqoff(cpu);

        LocalIrqEnable(cpu);
        PreemptEnable(cpu);
        Work(cpu, Step.HandleExit);
        Trace.Leave(cpu);
    }

    /// <summary>kvm_before_interrupt()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void KvmBeforeInterrupt(Cpu cpu) => cpu.HandlingIntrFromGuest = true;

    /// <summary>kvm_after_interrupt()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void KvmAfterInterrupt(Cpu cpu) => cpu.HandlingIntrFromGuest = false;

    private static void VtimeAccountGuestEnter(Cpu cpu)
    {
        Work(cpu, Step.VtimeAccountGuestEnter);
        cpu.IsVcpu = true;
    }

    private static void VtimeAccountGuestExit(Cpu cpu)
    {
        Work(cpu, Step.VtimeAccountGuestExit);
        cpu.IsVcpu = false;
    }
}
