namespace EntryModel.Generic;

/// <summary>
/// Instrumentable functions whose bodies do not matter here, from all over the kernel. None of them is annotated:
/// that is what makes a call to one of them leave the region.
/// </summary>
internal static class Leaves
{
    // mm/kmsan, kernel/trace: called while the transition is still under way.
    // It takes locks, so lockdep has to know of the entry.
    [Requires(EntryState.Lockdep)]
    internal static void KmsanUnpoisonEntryRegs(Cpu cpu) => Hook(cpu);

    internal static void FtraceNmiEnter(Cpu cpu) => Hook(cpu);

    internal static void FtraceNmiExit(Cpu cpu) => Hook(cpu);

    internal static void InstrumentAtomicRead(Cpu cpu) => Hook(cpu);

    internal static void InstrumentAtomicWrite(Cpu cpu) => Hook(cpu);

    // kernel/sched/cputime.c, include/trace/events/context_tracking.h
    internal static void VtimeUserEnter(Cpu cpu) => Hook(cpu);

    internal static void VtimeUserExit(Cpu cpu) => Hook(cpu);

    internal static void TraceUserEnter(Cpu cpu) => Hook(cpu);

    internal static void TraceUserExit(Cpu cpu) => Hook(cpu);

    // kernel/time/tick-sched.c, mm/highmem.c, lockdep.c
    internal static void TickNohzUserEnterPrepare(Cpu cpu) => Work(cpu);

    internal static void KmapAssertNomap(Cpu cpu) => Work(cpu);

    internal static void LockdepSysExit(Cpu cpu) => Work(cpu);

    // The work loop before user mode.
    internal static void UprobeNotifyResume(Cpu cpu) => Finish(cpu, ThreadFlags.Uprobe);

    internal static void KlpUpdatePatchState(Cpu cpu) => Finish(cpu, ThreadFlags.PatchPending);

    [Kernel("arch_do_signal_or_restart", "kernel/entry/common.c")]
    internal static void ArchDoSignalOrRestart(Cpu cpu) =>
        Finish(cpu, ThreadFlags.SigPending | ThreadFlags.NotifySignal);

    // System call work.
    internal static bool SyscallUserDispatch(Cpu cpu) => Pass(cpu);

    internal static bool PtraceReportSyscallEntry(Cpu cpu) => Pass(cpu);

    [Kernel("__secure_computing")]
    internal static bool SecureComputing(Cpu cpu) => Pass(cpu);

    internal static void TraceSysEnter(Cpu cpu) => Work(cpu);

    internal static void SyscallGetArguments(Cpu cpu) => Work(cpu);

    internal static void AuditSyscallEntry(Cpu cpu) => Work(cpu);

    internal static void AuditSyscallExit(Cpu cpu) => Work(cpu);

    internal static void TraceSysExit(Cpu cpu) => Work(cpu);

    internal static void PtraceReportSyscallExit(Cpu cpu) => Work(cpu);

    private static void Finish(Cpu cpu, ThreadFlags done, [CallerMemberName] string step = "")
    {
        cpu.ThreadFlags &= ~done;
        Work(cpu, step);
    }

    /// <summary>Entry work that lets the system call through.</summary>
    private static bool Pass(Cpu cpu, [CallerMemberName] string step = "")
    {
        Work(cpu, step);
        return false;
    }
}
