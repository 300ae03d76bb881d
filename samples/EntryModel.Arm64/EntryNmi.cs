namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: whatever may interrupt anything, and debug exceptions of the kernel.</summary>
internal static class EntryNmi
{
    [Kernel("arm64_enter_nmi", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled), Establishes(LockdepState.Off, EntryState.Nmi, LockdepState.Hardirq, CtNesting.Irq)]
    [Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    internal static void Arm64EnterNmi(Cpu cpu, ref PtRegs regs)
    {
        regs.LockdepHardirqs = LockdepHardirqsEnabled(cpu);

        NmiEnterCore(cpu);
        LockdepHardirqsOff(cpu);
        LockdepHardirqEnter(cpu);
        CtNmiEnter(cpu);

        TraceHardirqsOffFinish(cpu);
        FtraceNmiEnter(cpu);
    }

    [Kernel("arm64_exit_nmi", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    [Revokes(CtNesting.Irq, LockdepState.Hardirq, EntryState.Nmi, LockdepState.Off)]
    internal static void Arm64ExitNmi(Cpu cpu, in PtRegs regs)
    {
        var restore = regs.LockdepHardirqs;

        FtraceNmiExit(cpu);
        if (restore)
        {
            TraceHardirqsOnPrepare(cpu);
            LockdepHardirqsOnPrepare(cpu);
        }

        CtNmiExit(cpu);
        LockdepHardirqExit(cpu);
        if (restore)
            LockdepHardirqsOn(cpu);
        NmiExitCore(cpu);
    }

    /// <summary>RCU only: in_nmi() stays false, so what the debugger's hooks may do is decided by the context that they have hit.</summary>
    [Kernel("arm64_enter_el1_dbg", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Establishes(CtNesting.Irq)]
    internal static void Arm64EnterEl1Dbg(Cpu cpu, ref PtRegs regs)
    {
        regs.LockdepHardirqs = LockdepHardirqsEnabled(cpu);

        LockdepHardirqsOff(cpu);
        CtNmiEnter(cpu);

        TraceHardirqsOffFinish(cpu);
    }

    [Kernel("arm64_exit_el1_dbg", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Revokes(CtNesting.Irq)]
    internal static void Arm64ExitEl1Dbg(Cpu cpu, in PtRegs regs)
    {
        var restore = regs.LockdepHardirqs;

        if (restore)
        {
            TraceHardirqsOnPrepare(cpu);
            LockdepHardirqsOnPrepare(cpu);
        }

        CtNmiExit(cpu);
        if (restore)
            LockdepHardirqsOn(cpu);
    }
}
