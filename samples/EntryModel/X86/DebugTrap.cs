namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c: #DB, which is an NMI when it hits the kernel and an interrupt when it hits user mode.</summary>
internal static class DebugTrap
{
    /// <summary>On the interrupt stack table: from kernel mode.</summary>
    [Kernel("exc_debug", "arch/x86/kernel/traps.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void ExcDebug(Cpu cpu, in PtRegs regs)
    {
        ExcDebugKernel(cpu, in regs, DebugReadResetDr6(cpu));
    }

    /// <summary>On the task's stack: from user mode.</summary>
    [Kernel("noist_exc_debug", "arch/x86/kernel/traps.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void NoistExcDebug(Cpu cpu, in PtRegs regs)
    {
        ExcDebugUser(cpu, in regs, DebugReadResetDr6(cpu));
    }

    [Kernel("exc_debug_kernel", "arch/x86/kernel/traps.c")]
    [NoInstr]
    private static void ExcDebugKernel(Cpu cpu, in PtRegs regs, Dr6 dr6)
    {
        var dr7 = LocalDbSave(cpu);
        var state = IrqentryNmiEnter(cpu);
        InstrumentationScope.Begin();

        Warn.On(cpu, regs.UserMode, Violation.FromUserMode);

        if ((cpu.ThreadFlags & ThreadFlags.BlockStep) != 0)
            RestoreBlockStep(cpu);

        if ((dr6 & Dr6.Step) != 0 && IsSysenterSinglestep(in regs))
            dr6 &= ~Dr6.Step;

        if (dr6 == 0)
            goto Out;

        if (NotifyDebug(cpu))
            goto Out;

        Warn.On(cpu, (dr6 & Dr6.Step) != 0, Violation.SingleStepInKernel);

    Out:
        InstrumentationScope.End();
        IrqentryNmiExit(cpu, state);
        LocalDbRestore(cpu, dr7);
    }

    [Kernel("exc_debug_user", "arch/x86/kernel/traps.c")]
    [NoInstr]
    private static void ExcDebugUser(Cpu cpu, in PtRegs regs, Dr6 dr6)
    {
        Warn.On(cpu, !regs.UserMode, Violation.NotFromUserMode);

        IrqentryEnterFromUserMode(cpu, in regs);
        InstrumentationScope.Begin();

        cpu.ThreadFlags &= ~ThreadFlags.BlockStep;
        var icebp = dr6 == 0;

        if (NotifyDebug(cpu))
            goto Out;

        LocalIrqEnable(cpu);

        if ((dr6 & Dr6.BusLock) != 0)
            HandleBusLock(cpu);

        if ((dr6 & (Dr6.Step | Dr6.Trap0)) != 0 || icebp)
            SendSigtrap(cpu);

        LocalIrqDisable(cpu);

    Out:
        InstrumentationScope.End();
        IrqentryExitToUserMode(cpu);
    }

    [Kernel("debug_read_reset_dr6", "arch/x86/kernel/traps.c")]
    [AlwaysInline]
    private static Dr6 DebugReadResetDr6(Cpu cpu)
    {
        Step(cpu);
        var dr6 = cpu.Dr6;
        cpu.Dr6 = Dr6.None;
        return dr6;
    }

    /// <summary>SYSENTER does not clear the trap flag, so its first instructions may trap.</summary>
    [Kernel("is_sysenter_singlestep", "arch/x86/kernel/traps.c")]
    private static bool IsSysenterSinglestep(in PtRegs regs) => regs.Ip < 0x100;

    /// <summary>Whether a debugger or a hardware breakpoint has dealt with it.</summary>
    [Kernel("notify_debug", "arch/x86/kernel/traps.c")]
    private static bool NotifyDebug(Cpu cpu)
    {
        Work(cpu);
        return cpu.DebuggerStops;
    }

    private static void RestoreBlockStep(Cpu cpu) => Work(cpu);

    private static void HandleBusLock(Cpu cpu) => Work(cpu);

    /// <summary>The signal is delivered by the exit work.</summary>
    [Kernel("send_sigtrap")]
    private static void SendSigtrap(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }
}
