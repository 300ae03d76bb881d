namespace EntryModel.Kvm;

/// <summary>arch/x86/kvm/svm/svm.c</summary>
internal static class Svm
{
    /// <summary>With the global interrupt flag clear nothing is taken, not even an NMI, until stgi.</summary>
    [Kernel("svm_vcpu_run", "arch/x86/kvm/svm/svm.c")]
    internal static void SvmVcpuRun(Cpu cpu)
    {
        TraceKvmEntry(cpu);
        cpu.GlobalInterruptFlag = false;
        SvmVcpuEnterExit(cpu);
        cpu.GlobalInterruptFlag = true;
        if ((cpu.Pending & PendingEvents.NmiInGuest) != 0)
        {
            cpu.Pending &= ~PendingEvents.NmiInGuest;
            KvmBeforeInterrupt(cpu);
            AsmExcNmi(cpu, userMode: false);
            KvmAfterInterrupt(cpu);
        }

        TraceKvmExit(cpu);
    }

    /// <summary>
    /// VMRUN wants the interrupt flag set. It is set after lockdep was told that it is, and
    /// cleared before lockdep is told that it is not.
    /// </summary>
    [Kernel("svm_vcpu_enter_exit", "arch/x86/kvm/svm/svm.c")]
    [NoInstr]
    private static void SvmVcpuEnterExit(Cpu cpu)
    {
        GuestStateEnterIrqoff(cpu);
        RawLocalIrqEnable(cpu);
        AmdClearDivider();
        EnterGuest(cpu);
        RawLocalIrqDisable(cpu);
        GuestStateExitIrqoff(cpu);
    }

    /// <summary>VMRUN</summary>
    [Kernel("__svm_vcpu_run")]
    [NoInstr]
    private static void EnterGuest(Cpu cpu) => Step(cpu);
}
