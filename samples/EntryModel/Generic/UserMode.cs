namespace EntryModel.Generic;

/// <summary>include/linux/irq-entry-common.h, kernel/entry/common.c: the border between user and kernel mode.</summary>
internal static class UserMode
{
    /// <summary>enter_from_user_mode(): lockdep (needs no RCU), then RCU, then the tracer (needs RCU).</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void EnterFromUserMode(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.EnterFromUserMode);
        ArchEnterFromUserMode(cpu, in regs);
        LockdepHardirqsOff(cpu);

        CtWarnOn(cpu, cpu.CtState != CtState.User);
        UserExitIrqoff(cpu);

        InstrumentationBegin(cpu);
        KmsanUnpoisonEntryRegs(cpu);
        TraceHardirqsOffFinish(cpu);
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>exit_to_user_mode_prepare(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void ExitToUserModePrepare(Cpu cpu)
    {
        Trace.Enter(cpu, Step.ExitToUserModePrepare);
        LockdepAssertIrqsDisabled(cpu);

        TickNohzUserEnterPrepare(cpu);

        var work = ReadThreadFlags(cpu);
        if ((work & ThreadFlags.ExitToUserModeWork) != 0)
            work = ExitToUserModeLoop(cpu, work);

        ArchExitToUserModePrepare(cpu, work);

        KmapAssertNomap(cpu);
        LockdepAssertIrqsDisabled(cpu);
        LockdepSysExit(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>exit_to_user_mode_loop(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static ThreadFlags ExitToUserModeLoop(Cpu cpu, ThreadFlags work)
    {
        Trace.Enter(cpu, Step.ExitToUserModeLoop);
        while ((work & ThreadFlags.ExitToUserModeWork) != 0)
        {
            LocalIrqEnableExitToUser(cpu);

            if ((work & (ThreadFlags.NeedResched | ThreadFlags.NeedReschedLazy)) != 0)
                Schedule(cpu);

            if ((work & ThreadFlags.Uprobe) != 0)
                UprobeNotifyResume(cpu);

            if ((work & ThreadFlags.PatchPending) != 0)
                KlpUpdatePatchState(cpu);

            if ((work & (ThreadFlags.SigPending | ThreadFlags.NotifySignal)) != 0)
                ArchDoSignalOrRestart(cpu);

            if ((work & ThreadFlags.NotifyResume) != 0)
                ResumeUserModeWork(cpu);

            ArchExitToUserModeWork(cpu, work);

            LocalIrqDisableExitToUser(cpu);

            TickNohzUserEnterPrepare(cpu);
            work = ReadThreadFlags(cpu);
        }

        Trace.Leave(cpu);
        return work;
    }

    /// <summary>exit_to_user_mode(): the mirror image of enter_from_user_mode(), and the last thing that happens.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void ExitToUserMode(Cpu cpu)
    {
        Trace.Enter(cpu, Step.ExitToUserMode);
        InstrumentationBegin(cpu);
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationEnd(cpu);

        UnwindResetInfo(cpu);
        UserEnterIrqoff(cpu);
        ArchExitToUserMode(cpu);
        LockdepHardirqsOn(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>unwind_reset_info()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void UnwindResetInfo(Cpu cpu) => Trace.Record(cpu, Step.UnwindResetInfo);

    /// <summary>read_thread_flags()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static ThreadFlags ReadThreadFlags(Cpu cpu) => cpu.ThreadFlags;
}
