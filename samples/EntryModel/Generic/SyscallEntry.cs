namespace EntryModel.Generic;

/// <summary>include/linux/entry-common.h, kernel/entry/syscall-common.c: what surrounds a system call.</summary>
internal static class SyscallEntry
{
    [Kernel("syscall_enter_from_user_mode", "include/linux/entry-common.h")]
    [AlwaysInline, Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static int SyscallEnterFromUserMode(Cpu cpu, in PtRegs regs, int nr)
    {
        EnterFromUserMode(cpu, in regs);

        InstrumentationScope.Begin();
        LocalIrqEnable(cpu);
        nr = SyscallEnterFromUserModeWork(cpu, in regs, nr);
        InstrumentationScope.End();
        return nr;
    }

    /// <summary>The first half, for entries that have to look at user memory in between.</summary>
    [Kernel("syscall_enter_from_user_mode_prepare", "kernel/entry/syscall-common.c")]
    [NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void SyscallEnterFromUserModePrepare(Cpu cpu, in PtRegs regs)
    {
        EnterFromUserMode(cpu, in regs);

        InstrumentationScope.Begin();
        LocalIrqEnable(cpu);
        InstrumentationScope.End();
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("syscall_enter_from_user_mode_work", "include/linux/entry-common.h")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)]
    internal static int SyscallEnterFromUserModeWork(Cpu cpu, in PtRegs regs, int nr)
    {
        var work = cpu.SyscallWork;
        if ((work & SyscallWork.Enter) != 0)
            nr = SyscallTraceEnter(cpu, in regs, nr, work);
        return nr;
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("syscall_exit_to_user_mode_work", "include/linux/entry-common.h")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled), Establishes(IrqState.Disabled)]
    internal static void SyscallExitToUserModeWork(Cpu cpu, in PtRegs regs)
    {
        var work = cpu.SyscallWork;
        _ = SyscallGetNr(in regs);

        CtWarnOn(cpu, cpu.CtState != CtState.Kernel);

        if (cpu.Config.ProveLocking && RawIrqsDisabled(cpu))
        {
            Warn.On(cpu, true, Violation.IrqsDisabled);
            LocalIrqEnable(cpu);
        }

        RseqSyscall(cpu);

        if ((work & SyscallWork.Exit) != 0)
            SyscallExitWork(cpu, work);
        LocalIrqDisableExitToUser(cpu);
        ExitToUserModePrepare(cpu);
    }

    [Kernel("syscall_exit_to_user_mode", "include/linux/entry-common.h")]
    [AlwaysInline, Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Forbids(IrqState.Disabled), Establishes(IrqState.Disabled)]
    internal static void SyscallExitToUserMode(Cpu cpu, in PtRegs regs)
    {
        InstrumentationScope.Begin();
        SyscallExitToUserModeWork(cpu, in regs);
        InstrumentationScope.End();
        ExitToUserMode(cpu);
    }

    /// <summary>-1 when a tracer, seccomp or a dispatcher has dealt with the call.</summary>
    [Kernel("syscall_trace_enter", "kernel/entry/syscall-common.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)]
    internal static int SyscallTraceEnter(Cpu cpu, in PtRegs regs, int nr, SyscallWork work)
    {
        if ((work & SyscallWork.UserDispatch) != 0 && SyscallUserDispatch(cpu))
            return -1;

        if ((work & (SyscallWork.Trace | SyscallWork.Emu)) != 0 && PtraceReportSyscallEntry(cpu))
            return -1;

        if ((work & SyscallWork.Seccomp) != 0 && SecureComputing(cpu))
            return -1;

        nr = SyscallGetNr(in regs);
        if ((work & SyscallWork.Tracepoint) != 0)
        {
            TraceSysEnter(cpu);
            nr = SyscallGetNr(in regs);
        }

        SyscallEnterAudit(cpu);
        return nr;
    }

    [Kernel("syscall_exit_work", "kernel/entry/syscall-common.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)]
    internal static void SyscallExitWork(Cpu cpu, SyscallWork work)
    {
        if ((work & SyscallWork.UserDispatch) != 0 && cpu.IsDispatching)
            return;

        AuditSyscallExit(cpu);
        if ((work & SyscallWork.Tracepoint) != 0)
            TraceSysExit(cpu);
        var step = ReportSingleStep(work);
        if (step || (work & SyscallWork.Trace) != 0)
            PtraceReportSyscallExit(cpu);
    }

    [Kernel("syscall_enter_audit", "kernel/entry/syscall-common.c")]
    private static void SyscallEnterAudit(Cpu cpu)
    {
        if ((cpu.SyscallWork & SyscallWork.Audit) != 0)
        {
            SyscallGetArguments(cpu);
            AuditSyscallEntry(cpu);
        }
    }

    [Kernel("report_single_step", "kernel/entry/syscall-common.c")]
    private static bool ReportSingleStep(SyscallWork work) => (work & SyscallWork.ExitTrap) != 0;

    [AlwaysInline]
    internal static int SyscallGetNr(in PtRegs regs) => regs.OrigAx;
}
