namespace EntryModel.Rseq;

/// <summary>
/// kernel/rseq.c, include/linux/rseq.h, resume_user_mode.h: a section of user code that is to run on one CPU without being preempted restarts
/// where it was. What disturbs it only notes that; the exit to user mode does the rest.
/// </summary>
internal static class RestartableSequences
{
    [Kernel("resume_user_mode_work", "include/linux/resume_user_mode.h")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void ResumeUserModeWork(Cpu cpu, bool hasRegs = true)
    {
        ClearThreadFlag(cpu, ThreadFlags.NotifyResume);
        SmpMbAfterAtomic(cpu);
        if (cpu.TaskWorkPending)
            TaskWorkRun(cpu);
        if (cpu.Config.KeysRequestCache)
            KeyPut(cpu);
        MemCgroupHandleOverHigh(cpu);
        BlkcgMaybeThrottleCurrent(cpu);
        RseqHandleNotifyResume(cpu, hasRegs);
    }

    [Kernel("set_notify_resume", "include/linux/resume_user_mode.h")]
    internal static void SetNotifyResume(Cpu cpu)
    {
        if (!TestAndSetTskThreadFlag(cpu, ThreadFlags.NotifyResume))
            KickProcess(cpu);
    }

    [Kernel("rseq_handle_notify_resume", "include/linux/rseq.h")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void RseqHandleNotifyResume(Cpu cpu, bool hasRegs)
    {
        if (cpu.HasRseq && cpu.Config.RseqAbi == RseqAbi.Descriptor)
            RseqHandleNotifyResumeCore(cpu, hasRegs);
        else if (cpu.HasRseq && HistoricRseq.ArchRseqNeedsNotifyResume(cpu))
            HistoricRseq.ArchRseqHandleNotifyResume(cpu);
    }

    [Kernel("rseq_signal_deliver", "include/linux/rseq.h")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void RseqSignalDeliver(Cpu cpu)
    {
        PreemptDisable(cpu);
        SetBit(cpu);
        PreemptEnable(cpu);
        RseqHandleNotifyResume(cpu, hasRegs: true);
    }

    [Kernel("rseq_preempt", "include/linux/rseq.h")]
    internal static void RseqPreempt(Cpu cpu)
    {
        SetBit(cpu);
        RseqSetNotifyResume(cpu);
    }

    [Kernel("rseq_migrate", "include/linux/rseq.h")]
    internal static void RseqMigrate(Cpu cpu)
    {
        SetBit(cpu);
        RseqSetNotifyResume(cpu);
    }

    [Kernel("rseq_set_notify_resume", "include/linux/rseq.h")]
    internal static void RseqSetNotifyResume(Cpu cpu)
    {
        if (cpu.HasRseq)
            SetTskThreadFlag(cpu, ThreadFlags.NotifyResume);
    }

    /// <summary>Without registers, as for a guest, there is no instruction pointer to move.</summary>
    [Kernel("__rseq_handle_notify_resume", "kernel/rseq.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    private static void RseqHandleNotifyResumeCore(Cpu cpu, bool hasRegs)
    {
        if (cpu.IsExiting)
            return;

        if (hasRegs)
            RseqIpFixup(cpu);
        if (!RseqUpdateCpuNodeId(cpu))
            ForceSigsegv(cpu);
    }

    /// <summary>
    /// Once the restart address was in a register, which one differed from proposal to proposal; it is in a descriptor in user memory now,
    /// behind a signature.
    /// </summary>
    [Kernel("rseq_ip_fixup", "kernel/rseq.c")]
    private static void RseqIpFixup(Cpu cpu)
    {
        RseqGetRseqCs(cpu);
        if (!InRseqCs(cpu))
        {
            ClearRseqCs(cpu);
            return;
        }

        RseqNeedRestart(cpu);
        ClearRseqCs(cpu);
        TraceRseqIpFixup(cpu);
        InstructionPointerSet(cpu);
    }

    /// <summary>A system call inside of a section is a mistake of the program.</summary>
    [Kernel("rseq_syscall", "kernel/rseq.c")]
    [Requires(EntryState.Rcu)]
    internal static void RseqSyscall(Cpu cpu)
    {
        RseqGetRseqCs(cpu);
        if (InRseqCs(cpu))
            ForceSig(cpu);
    }

    private static void ClearThreadFlag(Cpu cpu, ThreadFlags flag) => cpu.ThreadFlags &= ~flag;

    [Kernel("smp_mb__after_atomic")]
    [AlwaysInline]
    private static void SmpMbAfterAtomic(Cpu cpu)
    {
    }

    private static void TaskWorkRun(Cpu cpu)
    {
        Work(cpu);
        cpu.TaskWorkPending = false;
    }

    private static void KeyPut(Cpu cpu) => Work(cpu);

    private static void MemCgroupHandleOverHigh(Cpu cpu) => Work(cpu);

    private static void BlkcgMaybeThrottleCurrent(Cpu cpu) => Work(cpu);

    private static bool TestAndSetTskThreadFlag(Cpu cpu, ThreadFlags flag)
    {
        Work(cpu);
        var wasSet = (cpu.ThreadFlags & flag) != 0;
        cpu.ThreadFlags |= flag;
        return wasSet;
    }

    private static void KickProcess(Cpu cpu) => Work(cpu);

    private static void SetTskThreadFlag(Cpu cpu, ThreadFlags flag) => cpu.ThreadFlags |= flag;

    [Kernel("__set_bit")]
    [AlwaysInline]
    private static void SetBit(Cpu cpu)
    {
    }

    private static bool RseqUpdateCpuNodeId(Cpu cpu)
    {
        Work(cpu);
        return true;
    }

    private static void ForceSigsegv(Cpu cpu) => Signal(cpu);

    private static void ForceSig(Cpu cpu) => Signal(cpu);

    private static void RseqGetRseqCs(Cpu cpu) => Work(cpu);

    [AlwaysInline]
    private static bool InRseqCs(Cpu cpu) => cpu.InRseqSection;

    private static void ClearRseqCs(Cpu cpu)
    {
        Work(cpu);
        cpu.InRseqSection = false;
    }

    private static void RseqNeedRestart(Cpu cpu) => Work(cpu);

    private static void TraceRseqIpFixup(Cpu cpu) => Work(cpu);

    private static void InstructionPointerSet(Cpu cpu) => Work(cpu);

    private static void Signal(Cpu cpu, [CallerMemberName] string step = "")
    {
        Work(cpu, step);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }
}
