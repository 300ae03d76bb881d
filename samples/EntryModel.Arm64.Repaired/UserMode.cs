namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: the border between user and kernel mode. Not yet the generic one.</summary>
internal static class UserMode
{
    /// <summary>_TIF_WORK_MASK</summary>
    private const ThreadFlags WorkMask = ThreadFlags.ExitToUserModeWork | ThreadFlags.MteAsyncFault | ThreadFlags.ForeignFpstate;

    [Kernel("enter_from_user_mode", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    internal static void EnterFromUserMode(Cpu cpu)
    {
        EnterFromUserModeCore(cpu);
    }

    /// <summary>Unlike the generic one it disables interrupts itself.</summary>
    [Kernel("exit_to_user_mode", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Ensures(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    internal static void ExitToUserMode(Cpu cpu)
    {
        ExitToUserModePrepare(cpu);
        MteCheckTfsrExit(cpu);
        ExitToUserModeCore(cpu);
    }

    /// <summary>For the assembly of a new task, which has never entered from user mode.</summary>
    [Kernel("asm_exit_to_user_mode", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Ensures(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    internal static void AsmExitToUserMode(Cpu cpu)
    {
        ExitToUserMode(cpu);
    }

    [Kernel("__enter_from_user_mode", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
    private static void EnterFromUserModeCore(Cpu cpu)
    {
        LockdepHardirqsOff(cpu);
        CtWarnOn(cpu, cpu.CtState != CtState.User);
        UserExitIrqoff(cpu);
        InstrumentationScope.Begin();
        TraceHardirqsOffFinish(cpu);
        InstrumentationScope.End();
        MteDisableTcoEntry(cpu);
    }

    [Kernel("__exit_to_user_mode", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
    private static void ExitToUserModeCore(Cpu cpu)
    {
        InstrumentationScope.Begin();
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        InstrumentationScope.End();
        UserEnterIrqoff(cpu);
        LockdepHardirqsOn(cpu);
    }

    [Kernel("exit_to_user_mode_prepare", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Ensures(IrqState.Disabled)]
    private static void ExitToUserModePrepare(Cpu cpu)
    {
        InstrumentationScope.Begin();
        LocalIrqDisable(cpu);
        InstrumentationScope.End();

        var flags = ReadThreadFlags(cpu);
        if ((flags & WorkMask) != 0)
        {
            InstrumentationScope.Begin();
            DoNotifyResume(cpu, flags);
            InstrumentationScope.End();
        }

        InstrumentationScope.Begin();
        LocalDaifMask(cpu);

        LockdepSysExit(cpu);
        InstrumentationScope.End();
    }

    [Kernel("do_notify_resume", "arch/arm64/kernel/entry-common.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static void DoNotifyResume(Cpu cpu, ThreadFlags flags)
    {
        do
        {
            LocalIrqEnable(cpu);

            if ((flags & (ThreadFlags.NeedResched | ThreadFlags.NeedReschedLazy)) != 0)
                Schedule(cpu);

            if ((flags & ThreadFlags.Uprobe) != 0)
                UprobeNotifyResume(cpu);

            if ((flags & ThreadFlags.MteAsyncFault) != 0)
            {
                ClearThreadFlag(cpu, ThreadFlags.MteAsyncFault);
                SendSigFault(cpu);
            }

            if ((flags & ThreadFlags.PatchPending) != 0)
                KlpUpdatePatchState(cpu);

            if ((flags & (ThreadFlags.SigPending | ThreadFlags.NotifySignal)) != 0)
                DoSignal(cpu);

            if ((flags & ThreadFlags.NotifyResume) != 0)
                ResumeUserModeWork(cpu);

            if ((flags & ThreadFlags.ForeignFpstate) != 0)
                FpsimdRestoreCurrentState(cpu);

            LocalIrqDisable(cpu);
            flags = ReadThreadFlags(cpu);
        }
        while ((flags & WorkMask) != 0);
    }

    private static void ClearThreadFlag(Cpu cpu, ThreadFlags flag) => cpu.ThreadFlags &= ~flag;

    private static void SendSigFault(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }

    private static void DoSignal(Cpu cpu)
    {
        Work(cpu);
        ClearThreadFlag(cpu, ThreadFlags.SigPending | ThreadFlags.NotifySignal);
    }

    private static void FpsimdRestoreCurrentState(Cpu cpu)
    {
        Work(cpu);
        ClearThreadFlag(cpu, ThreadFlags.ForeignFpstate);
        cpu.FpsimdStateIsBound = true;
    }
}
