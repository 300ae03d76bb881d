namespace EntryModel.Kvm;

/// <summary>arch/x86/kvm/vmx/vmx.c</summary>
internal static class Vmx
{
    /// <summary>vmx_vcpu_run()</summary>
    internal static void VmxVcpuRun(Cpu cpu)
    {
        Trace.Enter(cpu, Step.VmxVcpuRun);
        Work(cpu, Step.TraceKvmEntry);
        VmxVcpuEnterExit(cpu);
        Work(cpu, Step.TraceKvmExit);
        Trace.Leave(cpu);
    }

    /// <summary>
    /// vmx_vcpu_enter_exit(): between enter and exit there is neither RCU nor a truthful lockdep. An NMI that ended the
    /// run is handled even there, because NMIs stay blocked until it is; its own entry brings what it needs.
    /// </summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void VmxVcpuEnterExit(Cpu cpu)
    {
        Trace.Enter(cpu, Step.VmxVcpuEnterExit);
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
        Trace.Leave(cpu);
    }

    /// <summary>vmx_handle_nmi()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void VmxHandleNmi(Cpu cpu)
    {
        if ((cpu.Pending & PendingEvents.NmiInGuest) == 0)
            return;

        Trace.Enter(cpu, Step.VmxHandleNmi);
        cpu.Pending &= ~PendingEvents.NmiInGuest;
        KvmBeforeInterrupt(cpu);
        VmxDoNmiIrqoff(cpu);
        KvmAfterInterrupt(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>x86_clear_cpu_buffers(): one instruction.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void X86ClearCpuBuffers()
    {
    }

    /// <summary>vmx_disable_fb_clear()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void VmxDisableFbClear(Cpu cpu) => Trace.Record(cpu, Step.VmxDisableFbClear);

    /// <summary>vmx_enable_fb_clear()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void VmxEnableFbClear(Cpu cpu) => Trace.Record(cpu, Step.VmxEnableFbClear);

    /// <summary>vmx_l1d_flush()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void VmxL1DFlush(Cpu cpu)
    {
        Trace.Record(cpu, Step.VmxL1DFlush);
        cpu.L1TfFlushL1D = false;
    }

    /// <summary>__vmx_vcpu_run(): VMRESUME; false when the entry failed.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static bool EnterGuest(Cpu cpu)
    {
        Trace.Record(cpu, Step.VmxEnterGuest);
        return !cpu.GuestEntryFails;
    }
}
