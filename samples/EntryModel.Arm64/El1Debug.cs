namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: debug exceptions of the kernel. They may hit anywhere, before RCU watches, too.</summary>
internal static class El1Debug
{
    [Kernel("el1_breakpt", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El1Breakpt(Cpu cpu, ref PtRegs regs)
    {
        Arm64EnterEl1Dbg(cpu, ref regs);
        DebugExceptionEnter(cpu);
        DoBreakpoint(cpu);
        DebugExceptionExit(cpu);
        Arm64ExitEl1Dbg(cpu, in regs);
    }

    /// <summary>Either the step that the workaround of the erratum has asked for, or somebody's own.</summary>
    [Kernel("el1_softstp", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El1Softstp(Cpu cpu, ref PtRegs regs)
    {
        Arm64EnterEl1Dbg(cpu, ref regs);
        if (!CortexA76Erratum1463225DebugHandler(cpu, ref regs))
        {
            DebugExceptionEnter(cpu);

            if (!TryStepSuspendedBreakpoints(cpu))
                DoEl1Softstep(cpu);
            DebugExceptionExit(cpu);
        }

        Arm64ExitEl1Dbg(cpu, in regs);
    }

    [Kernel("el1_watchpt", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El1Watchpt(Cpu cpu, ref PtRegs regs)
    {
        _ = ReadSysregFar(cpu);

        Arm64EnterEl1Dbg(cpu, ref regs);
        DebugExceptionEnter(cpu);
        DoWatchpoint(cpu);
        DebugExceptionExit(cpu);
        Arm64ExitEl1Dbg(cpu, in regs);
    }

    [Kernel("el1_brk64", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El1Brk64(Cpu cpu, ref PtRegs regs)
    {
        Arm64EnterEl1Dbg(cpu, ref regs);
        DebugExceptionEnter(cpu);
        DoEl1Brk64(cpu);
        DebugExceptionExit(cpu);
        Arm64ExitEl1Dbg(cpu, in regs);
    }

    /// <summary>The handlers of debug exceptions may not be migrated, nor may RCU not watch.</summary>
    [Kernel("debug_exception_enter", "arch/arm64/kernel/entry-common.c")]
    [Requires(EntryState.Rcu), Establishes(PreemptState.Disabled)]
    internal static void DebugExceptionEnter(Cpu cpu)
    {
        PreemptDisable(cpu);
        Warn.On(cpu, !cpu.RcuWatching, Violation.RcuNotWatching);
    }

    [Kernel("debug_exception_exit", "arch/arm64/kernel/entry-common.c")]
    [Revokes(PreemptState.Disabled)]
    internal static void DebugExceptionExit(Cpu cpu) => PreemptEnableNoResched(cpu);

    [Primitive, Revokes(PreemptState.Disabled)]
    private static void PreemptEnableNoResched(Cpu cpu) => cpu.PreemptCount -= PreemptOffset;
}
