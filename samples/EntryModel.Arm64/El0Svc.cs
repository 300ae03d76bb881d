namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: system calls, up to where interrupts are unmasked and from where they are masked again.</summary>
internal static class El0Svc
{
    /// <summary>What the vector registers hold is forgotten only when user mode has been entered: one raw per-CPU store, after RCU's end.</summary>
    [Kernel("el0_svc", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Svc64(Cpu cpu, in PtRegs regs)
    {
        EnterFromUserMode(cpu);
        CortexA76Erratum1463225SvcHandler(cpu);
        FpsimdSyscallEnter(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Svc(cpu, in regs);
        ExitToUserMode(cpu);
        FpsimdSyscallExit(cpu);
    }

    [Kernel("el0_svc_compat", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0SvcCompat(Cpu cpu, in PtRegs regs)
    {
        EnterFromUserMode(cpu);
        CortexA76Erratum1463225SvcHandler(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0SvcCompat(cpu, in regs);
        ExitToUserMode(cpu);
    }

    [Kernel("fpsimd_syscall_enter", "arch/arm64/kernel/entry-common.c")]
    private static void FpsimdSyscallEnter(Cpu cpu)
    {
        if (cpu.Config.Sme)
            SmeSmstopSm(cpu);

        if (cpu.HasSveState)
            SveFlushLive(cpu);

        cpu.FpsimdStateIsBound = false;
    }

    [Kernel("fpsimd_syscall_exit", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline]
    private static void FpsimdSyscallExit(Cpu cpu) => cpu.FpsimdStateIsBound = true;

    private static void SmeSmstopSm(Cpu cpu) => Work(cpu);

    private static void SveFlushLive(Cpu cpu)
    {
        Work(cpu);
        cpu.HasSveState = false;
    }
}
