namespace EntryModel.Kvm;

/// <summary>arch/x86/kvm/svm/svm.c</summary>
internal static class Svm
{
    /// <summary>With the global interrupt flag clear nothing is taken, not even an NMI, until stgi.</summary>
    [Kernel("svm_vcpu_run", "arch/x86/kvm/svm/svm.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled, GuestState.Timing)]
    internal static bool SvmVcpuRun(Cpu cpu)
    {
        TraceKvmEntry(cpu);

        Clgi(cpu);
        KvmLoadGuestXsaveState(cpu);
        KvmWaitLapicExpire(cpu);

        X86SpecCtrlSetGuest(cpu);
        SvmVcpuEnterExit(cpu);
        X86SpecCtrlRestoreHost(cpu);

        if (cpu.VmExit == VmExit.Nmi)
            KvmBeforeInterrupt(cpu);

        KvmLoadHostXsaveState(cpu);
        Stgi(cpu);

        if (cpu.VmExit == VmExit.Nmi)
            KvmAfterInterrupt(cpu);

        TraceKvmExit(cpu);
        SvmCompleteInterrupts(cpu);
        return false;
    }

    /// <summary>
    /// VMRUN wants the interrupt flag set: by the global one alone nothing would end the guest's run. It is set after lockdep was told that it is,
    /// and cleared before lockdep is told that it is not.
    /// </summary>
    [Kernel("svm_vcpu_enter_exit", "arch/x86/kvm/svm/svm.c")]
    [NoInstr, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled, GuestState.Timing)]
    private static void SvmVcpuEnterExit(Cpu cpu)
    {
        GuestStateEnterIrqoff(cpu);

        RawLocalIrqEnable(cpu);
        AmdClearDivider();
        if (cpu.GuestIsSevEs)
            SvmSevEsVcpuRunCore(cpu);
        else
            SvmVcpuRunCore(cpu);
        RawLocalIrqDisable(cpu);

        GuestStateExitIrqoff(cpu);
    }

    [Kernel("__svm_vcpu_run", "arch/x86/kvm/svm/vmenter.S")]
    [NoInstr, Requires(GuestState.Entered), Forbids(IrqState.Disabled)]
    private static void SvmVcpuRunCore(Cpu cpu) => Vmrun(cpu);

    [Kernel("__svm_sev_es_vcpu_run", "arch/x86/kvm/svm/vmenter.S")]
    [NoInstr, Requires(GuestState.Entered), Forbids(IrqState.Disabled)]
    private static void SvmSevEsVcpuRunCore(Cpu cpu) => Vmrun(cpu);

    /// <summary>What ends the run stays pending.</summary>
    [AlwaysInline]
    private static void Vmrun(Cpu cpu)
    {
        Step(cpu);
        if ((cpu.Pending & PendingEvents.NmiInGuest) != 0)
            cpu.VmExit = VmExit.Nmi;
        else if ((cpu.Pending & PendingEvents.Interrupt) != 0)
            cpu.VmExit = VmExit.ExternalInterrupt;
        else
            cpu.VmExit = cpu.GuestDoes;
    }

    [AlwaysInline, Establishes(SvmState.GifCleared)]
    private static void Clgi(Cpu cpu)
    {
        Step(cpu);
        ClearGlobalInterruptFlag(cpu);
    }

    /// <summary>Here an NMI is taken: interrupts are disabled still, but by IF.</summary>
    [AlwaysInline, Revokes(SvmState.GifCleared)]
    private static void Stgi(Cpu cpu)
    {
        Step(cpu);
        SetGlobalInterruptFlag(cpu);
        if ((cpu.Pending & PendingEvents.NmiInGuest) == 0)
            return;

        cpu.Pending &= ~PendingEvents.NmiInGuest;
        AsmExcNmi(cpu, userMode: false);
    }

    private static void X86SpecCtrlSetGuest(Cpu cpu) => Work(cpu);

    private static void X86SpecCtrlRestoreHost(Cpu cpu) => Work(cpu);

    private static void SvmCompleteInterrupts(Cpu cpu) => Work(cpu);
}
