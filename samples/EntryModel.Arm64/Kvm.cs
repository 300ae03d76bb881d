namespace EntryModel.Arm64;

/// <summary>arch/arm64/kvm/arm.c: the vCPU's loop. Only here the kernel uses the generic transitions, which have markers.</summary>
internal static class Kvm
{
    [Kernel("kvm_arch_vcpu_ioctl_run", "arch/arm64/kvm/arm.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled, PreemptState.Disabled)]
    internal static void KvmArchVcpuIoctlRun(Cpu cpu)
    {
        for (var stays = true; stays;)
        {
            if (!XferToGuestModeHandleWork(cpu))
                return;

            CheckVcpuRequests(cpu);

            PreemptDisable(cpu);
            LocalIrqDisable(cpu);

            KvmVgicFlushHwstate(cpu);
            KvmVcpuExitRequest(cpu);

            TraceKvmEntry(cpu);
            GuestTimingEnterIrqoff(cpu);
            KvmArmVcpuEnterExit(cpu);

            KvmVgicSyncHwstate(cpu);

            // The interrupt that ended the run is handled on the guest's time.
            if ((cpu.Pending & PendingEvents.Interrupt) != 0)
            {
                LocalIrqEnable(cpu);
                Isb(cpu);
                LocalIrqDisable(cpu);
            }

            GuestTimingExitIrqoff(cpu);
            LocalIrqEnable(cpu);

            TraceKvmExit(cpu);
            HandleExitEarly(cpu);
            PreemptEnable(cpu);
            stays = HandleExit(cpu);
        }
    }

    [Kernel("kvm_arm_vcpu_enter_exit", "arch/arm64/kvm/arm.c")]
    [NoInstr, Requires(IrqState.Disabled, GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    private static void KvmArmVcpuEnterExit(Cpu cpu)
    {
        GuestStateEnterIrqoff(cpu);
        KvmCallHypRet(cpu);
        GuestStateExitIrqoff(cpu);
    }

    /// <summary>HVC: what runs until it returns is the hypervisor, and the guest.</summary>
    [NoInstr]
    private static void KvmCallHypRet(Cpu cpu) => Step(cpu);

    private static void CheckVcpuRequests(Cpu cpu) => Work(cpu);

    private static void KvmVgicFlushHwstate(Cpu cpu) => Work(cpu);

    private static void KvmVcpuExitRequest(Cpu cpu) => Work(cpu);

    private static void TraceKvmEntry(Cpu cpu) => Work(cpu);

    private static void KvmVgicSyncHwstate(Cpu cpu) => Work(cpu);

    private static void Isb(Cpu cpu) => DeliverPendingInterrupt(cpu);

    private static void TraceKvmExit(Cpu cpu) => Work(cpu);

    private static void HandleExitEarly(Cpu cpu) => Work(cpu);

    /// <summary>Whether the guest goes on: here it never does.</summary>
    private static bool HandleExit(Cpu cpu)
    {
        Work(cpu);
        return false;
    }
}
