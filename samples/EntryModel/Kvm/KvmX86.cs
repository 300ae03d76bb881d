namespace EntryModel.Kvm;

/// <summary>arch/x86/kvm/x86.c, x86.h: the loop of a vCPU. Ordinary code of the host, in a system call.</summary>
internal static class KvmX86
{
    [Kernel("vcpu_run", "arch/x86/kvm/x86.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled, PreemptState.Disabled, EntryState.HardIrq)]
    internal static void VcpuRun(Cpu cpu)
    {
        while (true)
        {
            var goesOn = !cpu.GuestIsHalted ? VcpuEnterGuest(cpu) : VcpuBlock(cpu);
            if (!goesOn)
                break;

            if (XferToGuestModeWorkPendingCore(cpu) && !XferToGuestModeHandleWork(cpu))
                break;
        }
    }

    /// <summary>
    /// KVM is a second hardware: it enters the guest as an IRET enters user mode, and hands what ended the run to the host's entry code.
    /// </summary>
    [Kernel("vcpu_enter_guest", "arch/x86/kvm/x86.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled, EntryState.HardIrq)]
    internal static bool VcpuEnterGuest(Cpu cpu)
    {
        PreemptDisable(cpu);
        LocalIrqDisable(cpu);

        GuestTimingEnterIrqoff(cpu);
        while (true)
        {
            if (!VendorVcpuRun(cpu))
                break;

            if (KvmVcpuExitRequest(cpu))
                break;
        }

        VendorHandleExitIrqoff(cpu);

        // The window in which an interrupt that still waits is handled, on the guest's time.
        KvmBeforeInterrupt(cpu);
        LocalIrqEnable(cpu);
        DeliverPendingInterrupt(cpu);
        LocalIrqDisable(cpu);
        KvmAfterInterrupt(cpu);

        GuestTimingExitIrqoff(cpu);

        LocalIrqEnable(cpu);
        PreemptEnable(cpu);
        return VendorHandleExit(cpu);
    }

    [Kernel("kvm_before_interrupt", "arch/x86/kvm/x86.h")]
    [AlwaysInline]
    internal static void KvmBeforeInterrupt(Cpu cpu) => cpu.HandlingIntrFromGuest = true;

    [Kernel("kvm_after_interrupt", "arch/x86/kvm/x86.h")]
    [AlwaysInline]
    internal static void KvmAfterInterrupt(Cpu cpu) => cpu.HandlingIntrFromGuest = false;

    /// <summary>The handler is called past the entry code: with a frame that pretends to come from user mode, and without a bracket.</summary>
    [Kernel("kvm_machine_check", "arch/x86/kvm/x86.h")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void KvmMachineCheck(Cpu cpu)
    {
        var regs = new PtRegs { UserMode = true, IrqsEnabled = true };
        DoMachineCheck(cpu, in regs);
    }

    /// <summary>True: it has dealt with the exit already, and the guest can go on at once.</summary>
    [Kernel("kvm_x86_call")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled, GuestState.Timing)]
    private static bool VendorVcpuRun(Cpu cpu) => cpu.Config.Svm ? SvmVcpuRun(cpu) : VmxVcpuRun(cpu);

    /// <summary>SVM has nothing to do here: the interrupt is still pending, and is taken in the window.</summary>
    [Kernel("kvm_x86_call")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    private static void VendorHandleExitIrqoff(Cpu cpu)
    {
        if (!cpu.Config.Svm)
            VmxHandleExitIrqoff(cpu);
    }

    [Kernel("kvm_x86_call")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    private static bool VendorHandleExit(Cpu cpu)
    {
        Work(cpu);
        if (cpu.GuestRuns == 0)
            return false;

        cpu.GuestRuns--;
        return true;
    }

    private static bool KvmVcpuExitRequest(Cpu cpu) => XferToGuestModeWorkPending(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, PreemptState.Disabled, EntryState.HardIrq)]
    private static bool VcpuBlock(Cpu cpu)
    {
        Schedule(cpu);
        cpu.GuestIsHalted = false;
        return true;
    }
}
