namespace EntryModel.Kvm;

/// <summary>arch/x86/kvm/vmx/vmx.c</summary>
internal static class Vmx
{
    [Kernel("vmx_vcpu_run", "arch/x86/kvm/vmx/vmx.c")]
    internal static void VmxVcpuRun(Cpu cpu)
    {
        TraceKvmEntry(cpu);
        VmxVcpuEnterExit(cpu);
        TraceKvmExit(cpu);
    }

    /// <summary>
    /// Between enter and exit there is neither RCU nor a truthful lockdep. An NMI that ended the
    /// run is handled even there, because NMIs stay blocked until it is; its own entry brings what it needs.
    /// </summary>
    [Kernel("vmx_vcpu_enter_exit", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr]
    private static void VmxVcpuEnterExit(Cpu cpu)
    {
        GuestStateEnterIrqoff(cpu);

        if (cpu.L1TfFlushL1D)
            VmxL1DFlush(cpu);
        else if (cpu.CpuBufVmClear)
            X86ClearCpuBuffers();

        VmxDisableFbClear(cpu);

        var cr2 = cpu.Cr2;
        var failed = !EnterGuest(cpu);
        cpu.Cr2 = cr2;

        VmxEnableFbClear(cpu);

        if (failed)
            goto Out;

        VmxHandleNmi(cpu);

    Out:
        GuestStateExitIrqoff(cpu);
    }

    [Kernel("vmx_handle_nmi", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr]
    private static void VmxHandleNmi(Cpu cpu)
    {
        if ((cpu.Pending & PendingEvents.NmiInGuest) == 0)
            return;

        cpu.Pending &= ~PendingEvents.NmiInGuest;
        KvmBeforeInterrupt(cpu);
        VmxDoNmiIrqoff(cpu);
        KvmAfterInterrupt(cpu);
    }

    /// <summary>One instruction.</summary>
    [Kernel("x86_clear_cpu_buffers")]
    [AlwaysInline]
    private static void X86ClearCpuBuffers()
    {
    }

    [Kernel("vmx_disable_fb_clear", "arch/x86/kvm/vmx/vmx.c")]
    [AlwaysInline]
    private static void VmxDisableFbClear(Cpu cpu) => Step(cpu);

    [Kernel("vmx_enable_fb_clear", "arch/x86/kvm/vmx/vmx.c")]
    [AlwaysInline]
    private static void VmxEnableFbClear(Cpu cpu) => Step(cpu);

    [Kernel("vmx_l1d_flush", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr]
    private static void VmxL1DFlush(Cpu cpu)
    {
        Step(cpu);
        cpu.L1TfFlushL1D = false;
    }

    /// <summary>VMRESUME; false when the entry failed.</summary>
    [Kernel("__vmx_vcpu_run", "arch/x86/kvm/vmx/vmenter.S")]
    [NoInstr]
    private static bool EnterGuest(Cpu cpu)
    {
        Step(cpu);
        return !cpu.GuestEntryFails;
    }
}
