namespace EntryModel.X86;

/// <summary>
/// arch/x86/kernel/kvm.c, include/asm/kvm_para.h: a guest of KVM. When the host has swapped a page out, it tells the guest so by a page fault,
/// and a task that runs in user mode waits for the page while others run.
/// </summary>
internal static class KvmGuest
{
    [Kernel("kvm_handle_async_pf", "arch/x86/include/asm/kvm_para.h")]
    [AlwaysInline]
    internal static bool KvmHandleAsyncPf(Cpu cpu, in PtRegs regs)
    {
        if (cpu.KvmAsyncPfEnabled)
            return KvmHandleAsyncPfCore(cpu, in regs);
        return false;
    }

    /// <summary>Before anything is established it reads the flags alone; with one of them it makes the whole bracket.</summary>
    [Kernel("__kvm_handle_async_pf", "arch/x86/kernel/kvm.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static bool KvmHandleAsyncPfCore(Cpu cpu, in PtRegs regs)
    {
        var flags = KvmReadAndResetApfFlags(cpu);
        if (flags == AsyncPfFlags.None)
            return false;

        var state = IrqentryEnter(cpu, in regs);
        InstrumentationScope.Begin();

        if (RegsIrqsDisabled(in regs))
            Panic(cpu);

        if (flags == AsyncPfFlags.PageNotPresent)
        {
            if (!UserMode(in regs))
                Panic(cpu);

            KvmAsyncPfTaskWaitSchedule(cpu);
        }
        else
        {
            Warn.On(cpu, true, Violation.UnexpectedAsyncPf);
        }

        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
        return true;
    }

    [Kernel("kvm_read_and_reset_apf_flags", "arch/x86/kernel/kvm.c")]
    [NoInstr]
    internal static AsyncPfFlags KvmReadAndResetApfFlags(Cpu cpu)
    {
        Step(cpu);
        var flags = cpu.AsyncPfFlags;
        cpu.AsyncPfFlags = AsyncPfFlags.None;
        return flags;
    }

    [Kernel("sysvec_kvm_asyncpf_interrupt", "arch/x86/kernel/kvm.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecKvmAsyncpfInterrupt(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<AsyncPfInterrupt>(cpu, in regs);

    internal readonly struct AsyncPfInterrupt : IIrqHandler
    {
        [Kernel("__sysvec_kvm_asyncpf_interrupt")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            ApicEoi(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            KvmAsyncPfTaskWake(cpu);
            Wrmsrq(cpu);
            SetIrqRegs(cpu);
        }
    }

    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static void KvmAsyncPfTaskWaitSchedule(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        LocalIrqEnable(cpu);
        Schedule(cpu);
        LocalIrqDisable(cpu);
    }

    private static void KvmAsyncPfTaskWake(Cpu cpu) => Work(cpu);
}
