namespace EntryModel.X86;

/// <summary>arch/x86/kernel/process.c: how the CPU waits, and where a new task begins.</summary>
internal static class Process
{
    /// <summary>
    /// The child's half of a fork: no system call of its own has led here, but it leaves by the exit of one. Ordinary code in the kernel, into
    /// which exit_to_user_mode() is inlined all the same: what follows the last of its markers lies outside the noinstr section.
    /// </summary>
    [Kernel("ret_from_fork", "arch/x86/kernel/process.c")]
    [Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    internal static void RetFromFork(Cpu cpu, in PtRegs regs, bool isKernelThread)
    {
        ScheduleTail(cpu);
        if (isKernelThread)
            KernelThreadFunction(cpu);
        SyscallExitToUserMode(cpu, in regs);
    }

    /// <summary>A static call.</summary>
    [Kernel("arch_cpu_idle", "arch/x86/kernel/process.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void ArchCpuIdle(Cpu cpu)
    {
        if (cpu.Config.IdleRoutine == IdleRoutine.DefaultIdle)
            DefaultIdle(cpu);
        else if (cpu.Config.IdleRoutine == IdleRoutine.MwaitIdle)
            MwaitIdle(cpu);
        else
            TdxHalt(cpu);
    }

    [Kernel("default_idle", "arch/x86/kernel/process.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void DefaultIdle(Cpu cpu)
    {
        RawSafeHalt(cpu);
        RawLocalIrqDisable(cpu);
    }

    /// <summary>The store that ends the wait may come before the wait begins: hence the second look at the flag.</summary>
    [Kernel("mwait_idle", "arch/x86/kernel/process.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void MwaitIdle(Cpu cpu)
    {
        if (NeedResched(cpu))
            return;

        X86IdleClearCpuBuffers(cpu);
        if (!CurrentSetPollingAndTest(cpu))
        {
            Monitor(cpu);
            if (NeedResched(cpu))
                goto Out;

            StiMwait(cpu);
            RawLocalIrqDisable(cpu);
        }

    Out:
        CurrentClrPolling(cpu);
    }

    [Kernel("arch_cpu_idle_enter", "arch/x86/kernel/process.c")]
    internal static void ArchCpuIdleEnter(Cpu cpu)
    {
        TscVerifyTscAdjust(cpu);
        LocalTouchNmi(cpu);
    }

    /// <summary>arch/x86/coco/tdx/tdx.c: asks the hypervisor to wait, which it does with interrupts enabled.</summary>
    [NoInstr, Requires(IrqState.Disabled)]
    private static void TdxHalt(Cpu cpu)
    {
        RawSafeHalt(cpu);
        RawLocalIrqDisable(cpu);
    }

    /// <summary>Finishes the switch to the new task, which releases the run queue's lock and so enables interrupts.</summary>
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    private static void ScheduleTail(Cpu cpu)
    {
        Work(cpu);
        LocalIrqEnable(cpu);
    }

    /// <summary>It returns only when it has turned its thread into a user process.</summary>
    [Kernel("fn")]
    private static void KernelThreadFunction(Cpu cpu) => Work(cpu);

    [AlwaysInline]
    private static void X86IdleClearCpuBuffers(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    private static void Monitor(Cpu cpu) => Step(cpu);

    /// <summary>sti; mwait. Whatever waits is taken here.</summary>
    [AlwaysInline, Revokes(IrqState.Disabled), Forbids(EntryState.Lockdep)]
    private static void StiMwait(Cpu cpu)
    {
        RawLocalIrqEnable(cpu);
        DeliverPendingInterrupt(cpu);
    }

    private static void TscVerifyTscAdjust(Cpu cpu) => Work(cpu);

    private static void LocalTouchNmi(Cpu cpu) => Work(cpu);
}
