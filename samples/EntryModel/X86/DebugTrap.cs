namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c: #DB, which is an NMI when it hits the kernel and an interrupt when it hits user mode.</summary>
internal static class DebugTrap
{
    /// <summary>exc_debug(), on the interrupt stack table: from kernel mode.</summary>
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static void ExcDebug(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.ExcDebug);
        ExcDebugKernel(cpu, in regs, DebugReadResetDr6(cpu));
        Trace.Leave(cpu);
    }

    /// <summary>noist_exc_debug(), on the task's stack: from user mode.</summary>
    [EntryPoint(IrqState.Disabled)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static void NoistExcDebug(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.NoistExcDebug);
        ExcDebugUser(cpu, in regs, DebugReadResetDr6(cpu));
        Trace.Leave(cpu);
    }

    /// <summary>exc_debug_kernel()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void ExcDebugKernel(Cpu cpu, in PtRegs regs, Dr6 dr6)
    {
        Trace.Enter(cpu, Step.ExcDebugKernel);
        var dr7 = LocalDbSave(cpu);
        var state = IrqentryNmiEnter(cpu);
        InstrumentationBegin(cpu);

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
        InstrumentationEnd(cpu);
        IrqentryNmiExit(cpu, state);
        LocalDbRestore(cpu, dr7);
        Trace.Leave(cpu);
    }

    /// <summary>exc_debug_user()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void ExcDebugUser(Cpu cpu, in PtRegs regs, Dr6 dr6)
    {
        Trace.Enter(cpu, Step.ExcDebugUser);
        Warn.On(cpu, !regs.UserMode, Violation.NotFromUserMode);

        IrqentryEnterFromUserMode(cpu, in regs);
        InstrumentationBegin(cpu);

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
        InstrumentationEnd(cpu);
        IrqentryExitToUserMode(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>debug_read_reset_dr6()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static Dr6 DebugReadResetDr6(Cpu cpu)
    {
        Trace.Record(cpu, Step.DebugReadResetDr6);
        var dr6 = cpu.Dr6;
        cpu.Dr6 = Dr6.None;
        return dr6;
    }

    /// <summary>is_sysenter_singlestep(): SYSENTER does not clear the trap flag, so its first instructions may trap.</summary>
    private static bool IsSysenterSinglestep(in PtRegs regs) => regs.Ip < 0x100;

    /// <summary>notify_debug(): whether a debugger or a hardware breakpoint has dealt with it.</summary>
    private static bool NotifyDebug(Cpu cpu)
    {
        Work(cpu, Step.NotifyDebug);
        return cpu.DebuggerStops;
    }

    private static void RestoreBlockStep(Cpu cpu) => Work(cpu, Step.RestoreBlockStep);

    private static void HandleBusLock(Cpu cpu) => Work(cpu, Step.HandleBusLock);

    /// <summary>send_sigtrap(): the signal is delivered by the exit work.</summary>
    private static void SendSigtrap(Cpu cpu)
    {
        Work(cpu, Step.SendSigtrap);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }
}
