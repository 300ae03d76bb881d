namespace EntryModel.Kvm;

/// <summary>arch/x86/kvm/svm/svm.c</summary>
internal static class Svm
{
    /// <summary>svm_vcpu_run(): with the global interrupt flag clear nothing is taken, not even an NMI, until stgi.</summary>
    internal static void SvmVcpuRun(Cpu cpu)
    {
        Trace.Enter(cpu, Step.SvmVcpuRun);
        Work(cpu, Step.TraceKvmEntry);
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

        Work(cpu, Step.TraceKvmExit);
        Trace.Leave(cpu);
    }

    /// <summary>
    /// svm_vcpu_enter_exit(): VMRUN wants the interrupt flag set. It is set after lockdep was told that it is, and
    /// cleared before lockdep is told that it is not.
    /// </summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void SvmVcpuEnterExit(Cpu cpu)
    {
        Trace.Enter(cpu, Step.SvmVcpuEnterExit);
        GuestStateEnterIrqoff(cpu);
        RawLocalIrqEnable(cpu);
        AmdClearDivider();
        EnterGuest(cpu);
        RawLocalIrqDisable(cpu);
        GuestStateExitIrqoff(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>__svm_vcpu_run(): VMRUN</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void EnterGuest(Cpu cpu) => Trace.Record(cpu, Step.SvmEnterGuest);
}
