namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c: #DB, which is an NMI when it hits the kernel and an interrupt when it hits user mode.</summary>
internal static class DebugTrap
{
    /// <summary>On the interrupt stack table: from kernel mode.</summary>
    [Kernel("exc_debug", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true), Requires(Origin.Kernel)]
    internal static void ExcDebug(Cpu cpu, in PtRegs regs) => ExcDebugKernel(cpu, in regs, DebugReadResetDr6(cpu));

    /// <summary>On the task's stack: from user mode.</summary>
    [Kernel("noist_exc_debug", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled), Requires(Origin.User)]
    internal static void NoistExcDebug(Cpu cpu, in PtRegs regs) => ExcDebugUser(cpu, in regs, DebugReadResetDr6(cpu));

    [Kernel("exc_debug_kernel", "arch/x86/kernel/traps.c")]
    [NoInstr, Requires(IrqState.Disabled, Origin.Kernel)]
    internal static void ExcDebugKernel(Cpu cpu, in PtRegs regs, Dr6 dr6)
    {
        var dr7 = LocalDbSave(cpu);
        var state = IrqentryNmiEnter(cpu, in regs);
        InstrumentationScope.Begin();

        Warn.On(cpu, UserMode(in regs), Violation.FromUserMode);

        if ((cpu.ThreadFlags & ThreadFlags.BlockStep) != 0)
        {
            Rdmsrl(cpu);
            Wrmsrl(cpu);
        }

        if (!cpu.Config.Fred && (dr6 & Dr6.Step) != 0 && IsSysenterSinglestep(in regs))
            dr6 &= ~Dr6.Step;

        if (dr6 == 0)
            goto Out;

        if (NotifyDebug(cpu))
            goto Out;

        Warn.On(cpu, (dr6 & Dr6.Step) != 0, Violation.SingleStepInKernel);

    Out:
        InstrumentationScope.End();
        IrqentryNmiExit(cpu, in regs, state);
        LocalDbRestore(cpu, dr7);
    }

    [Kernel("exc_debug_user", "arch/x86/kernel/traps.c")]
    [NoInstr, Requires(IrqState.Disabled, Origin.User)]
    internal static void ExcDebugUser(Cpu cpu, in PtRegs regs, Dr6 dr6)
    {
        Warn.On(cpu, !UserMode(in regs), Violation.NotFromUserMode);

        IrqentryEnterFromUserMode(cpu, in regs);
        InstrumentationScope.Begin();

        ClearThreadFlag(cpu, ThreadFlags.BlockStep);
        var icebp = dr6 == 0;

        if (NotifyDebug(cpu))
            goto Out;

        LocalIrqEnable(cpu);

        if (regs.V8086Mode)
        {
            HandleVm86Trap(cpu);
            goto OutIrq;
        }

        if ((dr6 & Dr6.BusLock) != 0)
            HandleBusLock(cpu);

        if ((dr6 & (Dr6.Step | Dr6.Trap0)) != 0 || icebp)
            SendSigtrap(cpu);

    OutIrq:
        LocalIrqDisable(cpu);

    Out:
        InstrumentationScope.End();
        IrqentryExitToUserMode(cpu);
    }

    [Kernel("debug_read_reset_dr6", "arch/x86/kernel/traps.c")]
    [AlwaysInline]
    internal static Dr6 DebugReadResetDr6(Cpu cpu)
    {
        var dr6 = GetDebugreg6(cpu);
        SetDebugreg6(cpu, Dr6.None);
        return dr6;
    }

    /// <summary>SYSENTER does not clear the trap flag, so its first instructions may trap.</summary>
    [Kernel("is_sysenter_singlestep", "arch/x86/kernel/traps.c")]
    private static bool IsSysenterSinglestep(in PtRegs regs) => regs.Ip < 0x100;

    /// <summary>Whether a debugger or a hardware breakpoint has dealt with it.</summary>
    [Kernel("notify_debug", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Rcu)]
    private static bool NotifyDebug(Cpu cpu)
    {
        DeliverNestedDebug(cpu);
        return NotifyDie(cpu);
    }

    private static void ClearThreadFlag(Cpu cpu, ThreadFlags flag) => cpu.ThreadFlags &= ~flag;

    private static void HandleVm86Trap(Cpu cpu) => Work(cpu);

    private static void HandleBusLock(Cpu cpu) => Work(cpu);

    /// <summary>The signal is delivered by the exit work.</summary>
    private static void SendSigtrap(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }
}
