namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: interrupts and system errors that hit user mode, and the system errors of the kernel.</summary>
internal static class El0Interrupts
{
    /// <summary>An address in the kernel's half: user mode has tried to make the branch predictor go there.</summary>
    internal const ulong Bit55 = 1UL << 55;

    [Kernel("el0t_64_irq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t64IrqHandler(Cpu cpu, ref PtRegs regs)
    {
        El0IrqHandlerCommon(cpu, in regs);
    }

    [Kernel("el0t_64_fiq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t64FiqHandler(Cpu cpu, ref PtRegs regs)
    {
        El0FiqHandlerCommon(cpu, in regs);
    }

    [Kernel("el0t_64_error_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t64ErrorHandler(Cpu cpu, ref PtRegs regs)
    {
        El0ErrorHandlerCommon(cpu, ref regs);
    }

    [Kernel("el0t_32_irq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t32IrqHandler(Cpu cpu, ref PtRegs regs)
    {
        El0IrqHandlerCommon(cpu, in regs);
    }

    [Kernel("el0t_32_fiq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t32FiqHandler(Cpu cpu, ref PtRegs regs)
    {
        El0FiqHandlerCommon(cpu, in regs);
    }

    [Kernel("el0t_32_error_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t32ErrorHandler(Cpu cpu, ref PtRegs regs)
    {
        El0ErrorHandlerCommon(cpu, ref regs);
    }

    /// <summary>The mask is raw, as in el1_interrupt(): interrupts stay masked, so nobody needs to be told.</summary>
    [Kernel("el1h_64_error_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1h64ErrorHandler(Cpu cpu, ref PtRegs regs)
    {
        _ = ReadSysregEsr(cpu);

        WriteSysregDaif(cpu, Daif.ErrorContext);
        SerrorNmi(cpu, ref regs);
    }

    [Kernel("__el0_irq_handler_common", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El0IrqHandlerCommon(Cpu cpu, in PtRegs regs)
    {
        El0Interrupt<Interrupts.HandleArchIrq>(cpu, in regs);
    }

    [Kernel("__el0_fiq_handler_common", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El0FiqHandlerCommon(Cpu cpu, in PtRegs regs)
    {
        El0Interrupt<Interrupts.HandleArchFiq>(cpu, in regs);
    }

    /// <summary>A process context outside, an NMI inside: what it interrupts may be the kernel as soon as user mode has been left.</summary>
    [Kernel("__el0_error_handler_common", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El0ErrorHandlerCommon(Cpu cpu, ref PtRegs regs)
    {
        _ = ReadSysregEsr(cpu);

        EnterFromUserMode(cpu);
        WriteSysregDaif(cpu, Daif.ErrorContext);
        SerrorNmi(cpu, ref regs);
        InstrumentationScope.Begin();
        LocalDaifRestoreProcctx(cpu);
        InstrumentationScope.End();
        ExitToUserMode(cpu);
    }

    /// <summary>No counterpart in the kernel: one function, one bracket.</summary>
    [NoInstr, Requires(IrqState.Disabled)]
    private static void SerrorNmi(Cpu cpu, ref PtRegs regs)
    {
        Arm64EnterNmi(cpu, ref regs);
        InstrumentationScope.Begin();
        DoSerror(cpu);
        InstrumentationScope.End();
        Arm64ExitNmi(cpu, in regs);
    }

    [Kernel("el0_interrupt", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El0Interrupt<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IArchHandler
    {
        EnterFromUserMode(cpu);

        WriteSysregDaifNoIrq(cpu);

        if ((regs.Ip & Bit55) != 0)
            Arm64ApplyBpHardening(cpu);

        InstrumentationScope.Begin();
        IrqEnterRcu(cpu);
        DoInterruptHandler<THandler>(cpu);
        IrqExitRcu(cpu);
        InstrumentationScope.End();

        ExitToUserMode(cpu);
    }
}
