namespace EntryModel.Generic;

/// <summary>
/// Instrumentable functions whose bodies do not matter here, from all over the kernel. None of them is annotated:
/// that is what makes a call to one of them leave the region.
/// </summary>
internal static class Leaves
{
    // mm/kmsan, kernel/trace: called while the transition is still under way.
    internal static void KmsanUnpoisonEntryRegs(Cpu cpu) => Hook(cpu, Step.KmsanUnpoisonEntryRegs);

    internal static void FtraceNmiEnter(Cpu cpu) => Hook(cpu, Step.FtraceNmiEnter);

    internal static void FtraceNmiExit(Cpu cpu) => Hook(cpu, Step.FtraceNmiExit);

    internal static void InstrumentAtomicRead(Cpu cpu) => Hook(cpu, Step.InstrumentAtomicRead);

    internal static void InstrumentAtomicWrite(Cpu cpu) => Hook(cpu, Step.InstrumentAtomicWrite);

    // kernel/sched/cputime.c, include/trace/events/context_tracking.h
    internal static void VtimeUserEnter(Cpu cpu) => Hook(cpu, Step.VtimeUserEnter);

    internal static void VtimeUserExit(Cpu cpu) => Hook(cpu, Step.VtimeUserExit);

    internal static void TraceUserEnter(Cpu cpu) => Hook(cpu, Step.TraceUserEnter);

    internal static void TraceUserExit(Cpu cpu) => Hook(cpu, Step.TraceUserExit);

    // kernel/time/tick-sched.c, mm/highmem.c, lockdep.c
    internal static void TickNohzUserEnterPrepare(Cpu cpu) => Work(cpu, Step.TickNohzUserEnterPrepare);

    internal static void KmapAssertNomap(Cpu cpu) => Work(cpu, Step.KmapAssertNomap);

    internal static void LockdepSysExit(Cpu cpu) => Work(cpu, Step.LockdepSysExit);

    // The work loop before user mode.
    internal static void UprobeNotifyResume(Cpu cpu) => Finish(cpu, Step.UprobeNotifyResume, ThreadFlags.Uprobe);

    internal static void KlpUpdatePatchState(Cpu cpu) => Finish(cpu, Step.KlpUpdatePatchState, ThreadFlags.PatchPending);

    internal static void ArchDoSignalOrRestart(Cpu cpu) =>
        Finish(cpu, Step.ArchDoSignalOrRestart, ThreadFlags.SigPending | ThreadFlags.NotifySignal);

    /// <summary>resume_user_mode_work()</summary>
    internal static void ResumeUserModeWork(Cpu cpu)
    {
        Trace.Enter(cpu, Step.ResumeUserModeWork);
        cpu.ThreadFlags &= ~ThreadFlags.NotifyResume;
        Work(cpu, Step.TaskWorkRun);
        Work(cpu, Step.MemCgroupHandleOverHigh);
        Work(cpu, Step.BlkcgMaybeThrottleCurrent);
        Work(cpu, Step.RseqHandleNotifyResume);
        Trace.Leave(cpu);
    }

    // System call work.
    internal static bool SyscallUserDispatch(Cpu cpu) => Pass(cpu, Step.SyscallUserDispatch);

    internal static bool PtraceReportSyscallEntry(Cpu cpu) => Pass(cpu, Step.PtraceReportSyscallEntry);

    internal static bool SecureComputing(Cpu cpu) => Pass(cpu, Step.SecureComputing);

    internal static void TraceSysEnter(Cpu cpu) => Work(cpu, Step.TraceSysEnter);

    internal static void SyscallEnterAudit(Cpu cpu) => Work(cpu, Step.SyscallEnterAudit);

    internal static void AuditSyscallExit(Cpu cpu) => Work(cpu, Step.AuditSyscallExit);

    internal static void TraceSysExit(Cpu cpu) => Work(cpu, Step.TraceSysExit);

    internal static void PtraceReportSyscallExit(Cpu cpu) => Work(cpu, Step.PtraceReportSyscallExit);

    internal static void RseqSyscall(Cpu cpu) => Work(cpu, Step.RseqSyscall);

    private static void Finish(Cpu cpu, Step step, ThreadFlags done)
    {
        cpu.ThreadFlags &= ~done;
        Work(cpu, step);
    }

    /// <summary>Entry work that lets the system call through.</summary>
    private static bool Pass(Cpu cpu, Step step)
    {
        Work(cpu, step);
        return false;
    }
}
