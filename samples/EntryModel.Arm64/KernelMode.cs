namespace EntryModel.Arm64;

/// <summary>
/// arch/arm64/kernel/entry-common.c: exceptions that interrupt the kernel. What has to be undone is kept with the registers and not in a token.
/// </summary>
internal static class KernelMode
{
    [Kernel("enter_from_kernel_mode", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    internal static void EnterFromKernelMode(Cpu cpu, ref PtRegs regs)
    {
        EnterFromKernelModeCore(cpu, ref regs);
        MteCheckTfsrEntry(cpu);
        MteDisableTcoEntry(cpu);
    }

    [Kernel("exit_to_kernel_mode", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    internal static void ExitToKernelMode(Cpu cpu, in PtRegs regs)
    {
        MteCheckTfsrExit(cpu);
        ExitToKernelModeCore(cpu, in regs);
    }

    [Kernel("__enter_from_kernel_mode", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    private static void EnterFromKernelModeCore(Cpu cpu, ref PtRegs regs)
    {
        regs.ExitRcu = false;

        if (RcuMayNotWatch(cpu))
        {
            LockdepHardirqsOff(cpu);
            CtIrqEnter(cpu);
            TraceHardirqsOffFinish(cpu);

            KeepNesting(cpu, ref regs);
            return;
        }

        LockdepHardirqsOff(cpu);
        RcuIrqEnterCheckTick(cpu);
        TraceHardirqsOffFinish(cpu);
    }

    /// <summary>Nothing is rescheduled here: only an interrupt preempts, and does so before.</summary>
    [Kernel("__exit_to_kernel_mode", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    private static void ExitToKernelModeCore(Cpu cpu, in PtRegs regs)
    {
        LockdepAssertIrqsDisabled(cpu);

        if (InterruptsEnabled(in regs))
        {
            if (ExitsRcu(in regs))
            {
                TraceHardirqsOnPrepare(cpu);
                LockdepHardirqsOnPrepare(cpu);
                TakeNesting(cpu);
                CtIrqExit(cpu);
                LockdepHardirqsOn(cpu);
                return;
            }

            TraceHardirqsOn(cpu);
        }
        else if (ExitsRcu(in regs))
        {
            TakeNesting(cpu);
            CtIrqExit(cpu);
        }
    }

    [AlwaysInline, Primitive, Pure, HoldsWhen(true, Found.RcuMayNotWatch), HoldsWhen(false, Found.RcuWatching)]
    private static bool ExitsRcu(in PtRegs regs) => regs.ExitRcu;

    /// <summary>What irqentry_enter() says in a token is kept with the registers here.</summary>
    [AlwaysInline, Primitive, Revokes(CtNesting.Irq)]
    private static void KeepNesting(Cpu cpu, ref PtRegs regs) => regs.ExitRcu = true;

    /// <summary>Tiny RCU watches always, and the other one everywhere but in the idle task.</summary>
    [AlwaysInline, Primitive, HoldsWhen(false, EntryState.Rcu)]
    private static bool RcuMayNotWatch(Cpu cpu) => !cpu.Config.TinyRcu && IsIdleTask(cpu);
}
