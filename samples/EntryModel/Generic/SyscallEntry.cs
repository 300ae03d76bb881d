namespace EntryModel.Generic;

/// <summary>include/linux/entry-common.h, kernel/entry/syscall-common.c: what surrounds a system call.</summary>
internal static class SyscallEntry
{
    /// <summary>syscall_enter_from_user_mode()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static int SyscallEnterFromUserMode(Cpu cpu, in PtRegs regs, int nr)
    {
        Trace.Enter(cpu, Step.SyscallEnterFromUserMode);
        EnterFromUserMode(cpu, in regs);

        InstrumentationBegin(cpu);
        LocalIrqEnable(cpu);
        nr = SyscallEnterFromUserModeWork(cpu, in regs, nr);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
        return nr;
    }

    /// <summary>syscall_enter_from_user_mode_prepare(): the first half, for entries that have to look at user memory in between.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    internal static void SyscallEnterFromUserModePrepare(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.SyscallEnterFromUserModePrepare);
        EnterFromUserMode(cpu, in regs);

        InstrumentationBegin(cpu);
        LocalIrqEnable(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>syscall_enter_from_user_mode_work(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static int SyscallEnterFromUserModeWork(Cpu cpu, in PtRegs regs, int nr)
    {
        Trace.Enter(cpu, Step.SyscallEnterFromUserModeWork);
        var work = cpu.SyscallWork;
        if ((work & SyscallWork.Enter) != 0)
            nr = SyscallTraceEnter(cpu, in regs, nr, work);
        Trace.Leave(cpu);
        return nr;
    }

    /// <summary>syscall_exit_to_user_mode_work(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void SyscallExitToUserModeWork(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.SyscallExitToUserModeWork);
        var work = cpu.SyscallWork;
        _ = SyscallGetNr(in regs);

        CtWarnOn(cpu, cpu.CtState != CtState.Kernel);

        if (cpu.Config.ProveLocking && Warn.On(cpu, RawIrqsDisabled(cpu), Violation.IrqsDisabled))
            LocalIrqEnable(cpu);

        RseqSyscall(cpu);

        if ((work & SyscallWork.Exit) != 0)
            SyscallExitWork(cpu, work);
        LocalIrqDisableExitToUser(cpu);
        ExitToUserModePrepare(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>syscall_exit_to_user_mode()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void SyscallExitToUserMode(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.SyscallExitToUserMode);
        InstrumentationBegin(cpu);
        SyscallExitToUserModeWork(cpu, in regs);
        InstrumentationEnd(cpu);
        ExitToUserMode(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>syscall_trace_enter(); -1 when a tracer, seccomp or a dispatcher has dealt with the call.</summary>
    internal static int SyscallTraceEnter(Cpu cpu, in PtRegs regs, int nr, SyscallWork work)
    {
        Trace.Enter(cpu, Step.SyscallTraceEnter);
        var handled = ((work & SyscallWork.UserDispatch) != 0 && SyscallUserDispatch(cpu))
            || ((work & (SyscallWork.Trace | SyscallWork.Emu)) != 0 && PtraceReportSyscallEntry(cpu))
            || ((work & SyscallWork.Seccomp) != 0 && SecureComputing(cpu));

        if (!handled)
        {
            nr = SyscallGetNr(in regs);
            if ((work & SyscallWork.Tracepoint) != 0)
            {
                TraceSysEnter(cpu);
                nr = SyscallGetNr(in regs);
            }

            SyscallEnterAudit(cpu);
        }

        Trace.Leave(cpu);
        return handled ? -1 : nr;
    }

    /// <summary>syscall_exit_work()</summary>
    internal static void SyscallExitWork(Cpu cpu, SyscallWork work)
    {
        Trace.Enter(cpu, Step.SyscallExitWork);
        if ((work & SyscallWork.UserDispatch) == 0)
        {
            AuditSyscallExit(cpu);
            if ((work & SyscallWork.Tracepoint) != 0)
                TraceSysExit(cpu);
            if ((work & (SyscallWork.Trace | SyscallWork.ExitTrap)) != 0)
                PtraceReportSyscallExit(cpu);
        }

        Trace.Leave(cpu);
    }

    /// <summary>syscall_get_nr()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static int SyscallGetNr(in PtRegs regs) => regs.OrigAx;
}
