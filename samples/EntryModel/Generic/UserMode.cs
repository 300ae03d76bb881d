namespace EntryModel.Generic;

/// <summary>include/linux/irq-entry-common.h, kernel/entry/common.c: the border between user and kernel mode.</summary>
internal static class UserMode
{
    /// <summary>Lockdep (needs no RCU), then RCU, then the tracer (needs RCU).</summary>
    [Kernel("enter_from_user_mode", "include/linux/irq-entry-common.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    internal static void EnterFromUserMode(Cpu cpu, in PtRegs regs)
    {
        ArchEnterFromUserMode(cpu, in regs);
        LockdepHardirqsOff(cpu);

        CtWarnOn(cpu, cpu.CtState != CtState.User);
        UserExitIrqoff(cpu);

        InstrumentationScope.Begin();
        KmsanUnpoisonEntryRegs(cpu);
        TraceHardirqsOffFinish(cpu);
        InstrumentationScope.End();
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("exit_to_user_mode_prepare", "include/linux/irq-entry-common.h")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    internal static void ExitToUserModePrepare(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);

        TickNohzUserEnterPrepare(cpu);

        var work = ReadThreadFlags(cpu);
        if ((work & ThreadFlags.ExitToUserModeWork) != 0)
            work = ExitToUserModeLoop(cpu, work);

        ArchExitToUserModePrepare(cpu, work);

        KmapAssertNomap(cpu);
        LockdepAssertIrqsDisabled(cpu);
        LockdepSysExit(cpu);
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("exit_to_user_mode_loop", "kernel/entry/common.c")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    internal static ThreadFlags ExitToUserModeLoop(Cpu cpu, ThreadFlags work)
    {
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

        return work;
    }

    /// <summary>The mirror image of enter_from_user_mode(), and the last thing that happens.</summary>
    [Kernel("exit_to_user_mode", "include/linux/irq-entry-common.h")]
    [AlwaysInline, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    internal static void ExitToUserMode(Cpu cpu)
    {
        InstrumentationScope.Begin();
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationScope.End();

        UnwindResetInfo(cpu);
        UserEnterIrqoff(cpu);
        ArchExitToUserMode(cpu);
        LockdepHardirqsOn(cpu);
    }

    [AlwaysInline]
    internal static void UnwindResetInfo(Cpu cpu) => Step(cpu);
}
