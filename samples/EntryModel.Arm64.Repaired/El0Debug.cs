namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: debug exceptions of user mode. Breakpoints are dealt with before interrupts are unmasked.</summary>
internal static class El0Debug
{
    [Kernel("el0_breakpt", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Breakpt(Cpu cpu, in PtRegs regs)
    {
        if ((regs.Ip & Bit55) != 0)
            Arm64ApplyBpHardening(cpu);

        EnterFromUserMode(cpu);
        InstrumentationScope.Begin();
        DebugExceptionEnter(cpu);
        DoBreakpoint(cpu);
        DebugExceptionExit(cpu);
        LocalDaifRestoreProcctx(cpu);
        InstrumentationScope.End();
        ExitToUserMode(cpu);
    }

    [Kernel("el0_softstp", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Softstp(Cpu cpu, in PtRegs regs)
    {
        if ((regs.Ip & Bit55) != 0)
            Arm64ApplyBpHardening(cpu);

        EnterFromUserMode(cpu);
        InstrumentationScope.Begin();
        var stepDone = TryStepSuspendedBreakpoints(cpu);
        LocalDaifRestoreProcctx(cpu);
        InstrumentationScope.End();
        if (!stepDone)
        {
            InstrumentationScope.Begin();
            DoEl0Softstep(cpu);
            InstrumentationScope.End();
        }
        ExitToUserMode(cpu);
    }

    [Kernel("el0_watchpt", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Watchpt(Cpu cpu)
    {
        _ = ReadSysregFar(cpu);

        EnterFromUserMode(cpu);
        InstrumentationScope.Begin();
        DebugExceptionEnter(cpu);
        DoWatchpoint(cpu);
        DebugExceptionExit(cpu);
        LocalDaifRestoreProcctx(cpu);
        InstrumentationScope.End();
        ExitToUserMode(cpu);
    }

    [Kernel("el0_brk64", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Brk64(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        InstrumentationScope.Begin();
        LocalDaifRestoreProcctx(cpu);
        DoEl0Brk64(cpu);
        InstrumentationScope.End();
        ExitToUserMode(cpu);
    }

    [Kernel("el0_bkpt32", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Bkpt32(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        InstrumentationScope.Begin();
        LocalDaifRestoreProcctx(cpu);
        DoBkpt32(cpu);
        InstrumentationScope.End();
        ExitToUserMode(cpu);
    }
}
