namespace EntryModel.Kvm;

/// <summary>include/linux/kvm_host.h, arch/x86/kvm/x86.c: the border between host and guest.</summary>
internal static class KvmHost
{
    /// <summary>Before the guest state is entered, because accounting is instrumentable.</summary>
    [Kernel("guest_timing_enter_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline]
    internal static void GuestTimingEnterIrqoff(Cpu cpu)
    {
        InstrumentationScope.Begin();
        VtimeAccountGuestEnter(cpu);
        InstrumentationScope.End();
    }

    /// <summary>After the interrupt that ended the guest's run, so that its time is the guest's.</summary>
    [Kernel("guest_timing_exit_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline]
    internal static void GuestTimingExitIrqoff(Cpu cpu)
    {
        InstrumentationScope.Begin();
        VtimeAccountGuestExit(cpu);
        InstrumentationScope.End();
    }

    /// <summary>A guest is entered as user mode is.</summary>
    [Kernel("guest_state_enter_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline]
    internal static void GuestStateEnterIrqoff(Cpu cpu)
    {
        InstrumentationScope.Begin();
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationScope.End();

        GuestContextEnterIrqoff(cpu);
        LockdepHardirqsOn(cpu);
    }

    [Kernel("guest_state_exit_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline]
    internal static void GuestStateExitIrqoff(Cpu cpu)
    {
        LockdepHardirqsOff(cpu);
        GuestContextExitIrqoff(cpu);

        InstrumentationScope.Begin();
        TraceHardirqsOffFinish(cpu);
        InstrumentationScope.End();
    }

    /// <summary>On a CPU that does not track, a guest is at least a quiescent state.</summary>
    [Kernel("guest_context_enter_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline]
    private static void GuestContextEnterIrqoff(Cpu cpu)
    {
        if (!ContextTrackingGuestEnter(cpu))
        {
            InstrumentationScope.Begin();
            RcuVirtNoteContextSwitch(cpu);
            InstrumentationScope.End();
        }
    }

    [Kernel("guest_context_exit_irqoff", "include/linux/kvm_host.h")]
    [AlwaysInline]
    private static void GuestContextExitIrqoff(Cpu cpu)
    {
        if (!ContextTrackingGuestExit(cpu))
        {
            InstrumentationScope.Begin();
            RcuVirtNoteContextSwitch(cpu);
            InstrumentationScope.End();
        }
    }

    /// <summary>Ordinary code of the host, which need not watch its calls.</summary>
    [Kernel("vcpu_enter_guest", "arch/x86/kvm/x86.c")]
    internal static void VcpuEnterGuest(Cpu cpu)
    {
        PreemptDisable(cpu);
        LocalIrqDisable(cpu);

        GuestTimingEnterIrqoff(cpu);
        if (cpu.Config.Svm)
            SvmVcpuRun(cpu);
        else
            VmxVcpuRun(cpu);

        HandleExitIrqoff(cpu);

        // The window in which the interrupt that ended the run is handled, still on the guest's time.
        KvmBeforeInterrupt(cpu);
        LocalIrqEnable(cpu);
        DeliverPendingInterrupt(cpu);
        LocalIrqDisable(cpu);
        KvmAfterInterrupt(cpu);

        GuestTimingExitIrqoff(cpu);

        LocalIrqEnable(cpu);
        PreemptEnable(cpu);
        HandleExit(cpu);
    }

    [Kernel("kvm_before_interrupt", "arch/x86/kvm/x86.h")]
    [AlwaysInline]
    internal static void KvmBeforeInterrupt(Cpu cpu) => cpu.HandlingIntrFromGuest = true;

    [Kernel("kvm_after_interrupt", "arch/x86/kvm/x86.h")]
    [AlwaysInline]
    internal static void KvmAfterInterrupt(Cpu cpu) => cpu.HandlingIntrFromGuest = false;

    private static void VtimeAccountGuestEnter(Cpu cpu)
    {
        Work(cpu);
        cpu.IsVcpu = true;
    }

    private static void VtimeAccountGuestExit(Cpu cpu)
    {
        Work(cpu);
        cpu.IsVcpu = false;
    }
}
