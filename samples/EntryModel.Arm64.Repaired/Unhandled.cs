namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: what cannot happen. Nothing is undone: nobody returns.</summary>
internal static class Unhandled
{
    [Kernel("el1t_64_sync_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1t64SyncHandler(Cpu cpu, ref PtRegs regs) => UnhandledVector(cpu, ref regs);

    [Kernel("el1t_64_irq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1t64IrqHandler(Cpu cpu, ref PtRegs regs) => UnhandledVector(cpu, ref regs);

    [Kernel("el1t_64_fiq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1t64FiqHandler(Cpu cpu, ref PtRegs regs) => UnhandledVector(cpu, ref regs);

    [Kernel("el1t_64_error_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1t64ErrorHandler(Cpu cpu, ref PtRegs regs) => UnhandledVector(cpu, ref regs);

    /// <summary>The kernel's stack has overflowed; this runs on another one.</summary>
    [Kernel("handle_bad_stack", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void HandleBadStack(Cpu cpu, ref PtRegs regs)
    {
        _ = ReadSysregEsr(cpu);
        _ = ReadSysregFar(cpu);

        Arm64EnterNmi(cpu, ref regs);
        InstrumentationScope.Begin();
        PanicBadStack(cpu);
        InstrumentationScope.End();
    }

    [Kernel("UNHANDLED", IsMacro = true)]
    [AlwaysInline]
    private static void UnhandledVector(Cpu cpu, ref PtRegs regs) => PanicUnhandled(cpu, ref regs);

    [Kernel("__panic_unhandled", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled), DoesNotReturn]
    internal static void PanicUnhandled(Cpu cpu, ref PtRegs regs)
    {
        Arm64EnterNmi(cpu, ref regs);
        InstrumentationScope.Begin();
        ConsoleVerbose(cpu);
        PrCrit(cpu);
        ShowRegs(cpu);
        Panic(cpu);
        InstrumentationScope.End();
    }

    private static void ConsoleVerbose(Cpu cpu) => Work(cpu);

    private static void PrCrit(Cpu cpu) => Work(cpu);

    [Kernel("__show_regs")]
    private static void ShowRegs(Cpu cpu) => Work(cpu);

    [DoesNotReturn]
    private static void PanicBadStack(Cpu cpu)
    {
        Work(cpu);
        Panic(cpu);
    }
}
