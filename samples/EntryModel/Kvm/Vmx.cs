namespace EntryModel.Kvm;

/// <summary>arch/x86/kvm/vmx/vmx.c, vmenter.S: the guest's run.</summary>
internal static class Vmx
{
    [Kernel("vmx_vcpu_run", "arch/x86/kvm/vmx/vmx.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled, GuestState.Timing)]
    internal static bool VmxVcpuRun(Cpu cpu)
    {
        TraceKvmEntry(cpu);

        KvmLoadGuestXsaveState(cpu);
        PtGuestEnter(cpu);
        AtomicSwitchPerfMsrs(cpu);
        KvmWaitLapicExpire(cpu);

        VmxVcpuEnterExit(cpu);

        PtGuestExit(cpu);
        KvmLoadHostXsaveState(cpu);

        if (cpu.VmExit == VmExit.MachineCheckDuringEntry)
            KvmMachineCheck(cpu);

        TraceKvmExit(cpu);
        VmxRecoverNmiBlocking(cpu);
        VmxCompleteInterrupts(cpu);
        return VmxExitHandlersFastpath(cpu);
    }

    /// <summary>
    /// Between enter and exit there is neither RCU nor a truthful lockdep. An NMI that ended the
    /// run is handled even there, because NMIs stay blocked until it is; its own entry brings what it needs.
    /// </summary>
    [Kernel("vmx_vcpu_enter_exit", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled, GuestState.Timing)]
    private static void VmxVcpuEnterExit(Cpu cpu)
    {
        GuestStateEnterIrqoff(cpu);

        if (cpu.L1TfFlushL1D)
            VmxL1DFlush(cpu);
        else if (cpu.CpuBufVmClear)
            X86ClearCpuBuffers();

        VmxDisableFbClear(cpu);

        if (cpu.GuestCr2 != NativeReadCr2(cpu))
            NativeWriteCr2(cpu, cpu.GuestCr2);

        var failed = !VmxVcpuRunCore(cpu);

        cpu.GuestCr2 = NativeReadCr2(cpu);

        VmxEnableFbClear(cpu);

        if (failed)
            goto Out;

        VmcsRead32(cpu);
        VmxHandleNmi(cpu);

    Out:
        GuestStateExitIrqoff(cpu);
    }

    [Kernel("vmx_handle_nmi", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void VmxHandleNmi(Cpu cpu)
    {
        if (cpu.VmExit != VmExit.Nmi)
            return;

        KvmBeforeInterrupt(cpu);
        if (cpu.Config.Fred)
            FredEntryFromKvm(cpu, FredEvent.Nmi, Vector.Nmi);
        else
            VmxDoNmiIrqoff(cpu);
        KvmAfterInterrupt(cpu);
    }

    /// <summary>False when the entry failed.</summary>
    [Kernel("__vmx_vcpu_run", "arch/x86/kvm/vmx/vmenter.S")]
    [NoInstr, Requires(GuestState.Entered, IrqState.Disabled)]
    private static bool VmxVcpuRunCore(Cpu cpu)
    {
        VmxUpdateHostRsp(cpu);
        Vmresume(cpu);
        VmxSpecCtrlRestoreHost(cpu);
        return !cpu.GuestEntryFails;
    }

    /// <summary>Interrupts are disabled, yet they end the run, as an NMI does: the event is the exit's now.</summary>
    [AlwaysInline]
    private static void Vmresume(Cpu cpu)
    {
        Step(cpu);
        if (cpu.GuestEntryFails)
            return;

        cpu.SpecCtrl = cpu.GuestSpecCtrl;
        if ((cpu.Pending & PendingEvents.NmiInGuest) != 0)
        {
            cpu.Pending &= ~PendingEvents.NmiInGuest;
            cpu.NmisBlocked = true;
            cpu.VmExit = VmExit.Nmi;
        }
        else if ((cpu.Pending & PendingEvents.Interrupt) != 0)
        {
            cpu.Pending &= ~PendingEvents.Interrupt;
            cpu.VmExit = VmExit.ExternalInterrupt;
        }
        else
        {
            cpu.VmExit = cpu.GuestDoes;
        }
    }

    [Kernel("vmx_update_host_rsp", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr]
    private static void VmxUpdateHostRsp(Cpu cpu) => VmcsWritel(cpu);

    /// <summary>The first thing after the guest's run, or the guest could still steer speculation.</summary>
    [Kernel("vmx_spec_ctrl_restore_host", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr]
    private static void VmxSpecCtrlRestoreHost(Cpu cpu)
    {
        if (!cpu.Config.MsrSpecCtrl)
            return;

        cpu.GuestSpecCtrl = NativeRdmsrq(cpu);
        if (cpu.GuestSpecCtrl != cpu.HostSpecCtrl)
            NativeWrmsrq(cpu, cpu.HostSpecCtrl);
        BarrierNospec(cpu);
    }

    [Kernel("vmx_l1d_flush", "arch/x86/kvm/vmx/vmx.c")]
    [NoInstr]
    private static void VmxL1DFlush(Cpu cpu)
    {
        Step(cpu);
        cpu.L1TfFlushL1D = false;
    }

    [Kernel("vmx_disable_fb_clear", "arch/x86/kvm/vmx/vmx.c")]
    [AlwaysInline]
    private static void VmxDisableFbClear(Cpu cpu) => Step(cpu);

    [Kernel("vmx_enable_fb_clear", "arch/x86/kvm/vmx/vmx.c")]
    [AlwaysInline]
    private static void VmxEnableFbClear(Cpu cpu) => Step(cpu);

    /// <summary>One instruction.</summary>
    [AlwaysInline]
    private static void X86ClearCpuBuffers()
    {
    }

    [AlwaysInline]
    private static ulong NativeReadCr2(Cpu cpu) => cpu.Cr2;

    [AlwaysInline]
    private static void NativeWriteCr2(Cpu cpu, ulong value)
    {
        Step(cpu);
        cpu.Cr2 = value;
    }

    [AlwaysInline]
    private static void VmcsRead32(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    private static void VmcsWritel(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    private static ulong NativeRdmsrq(Cpu cpu) => cpu.SpecCtrl;

    [AlwaysInline]
    private static void NativeWrmsrq(Cpu cpu, ulong value)
    {
        Step(cpu);
        cpu.SpecCtrl = value;
    }

    [AlwaysInline]
    private static void BarrierNospec(Cpu cpu) => Step(cpu);

    private static void PtGuestEnter(Cpu cpu) => Work(cpu);

    private static void PtGuestExit(Cpu cpu) => Work(cpu);

    private static void AtomicSwitchPerfMsrs(Cpu cpu) => Work(cpu);

    private static void VmxRecoverNmiBlocking(Cpu cpu) => Work(cpu);

    private static void VmxCompleteInterrupts(Cpu cpu) => Work(cpu);

    /// <summary>Exits that need nothing of the host: the guest goes on at once.</summary>
    private static bool VmxExitHandlersFastpath(Cpu cpu)
    {
        Work(cpu);
        if (cpu.GuestFastRuns == 0)
            return false;

        cpu.GuestFastRuns--;
        return true;
    }
}
