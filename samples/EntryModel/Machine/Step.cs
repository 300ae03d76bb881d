namespace EntryModel.Machine;

/// <summary>
/// A line of the trace, in the three sorts of code that there are. Which sort a step is, is its number: the
/// tracer cannot ask anybody.
/// </summary>
internal enum Step : ushort
{
    // .noinstr.text: a region of its own
    Outside, EntrySyscall64, EntrySyscallCompat, AsmCommonInterrupt, AsmExcNmi, VmxDoNmiIrqoff, AsmExcDebug,
    ExcXenHypervisorCallback, Iret,
    DoSyscall64, DoFastSyscall32, DoFastSyscall32Core, CommonInterrupt, ExcNmi, ExcNmiKvmVmx, DefaultDoNmi, ExcDebug,
    NoistExcDebug, ExcDebugKernel, ExcDebugUser, XenPvEvtchnDoUpcall, VmxVcpuEnterExit, VmxHandleNmi, SvmVcpuEnterExit,
    DefaultIdleCall, ArchCpuIdle, DefaultIdle,
    SyscallEnterFromUserModePrepare, IrqentryEnterFromUserMode, IrqentryExitToUserMode, IrqentryEnter, IrqentryExit,
    IrqentryNmiEnter, IrqentryNmiExit,
    CtUserEnter, CtUserExit, CtKernelEnter, CtKernelExit, CtNmiEnter, CtNmiExit, CtIrqEnter, CtIrqExit, CtIdleEnter,
    CtIdleExit, RcuIrqWorkResched,
    CtKernelEnterState, CtKernelExitState, LockdepHardirqsOff, LockdepHardirqsOn, TurnLockdepOff, TurnLockdepOn,
    PreemptCountAdd, PreemptCountSub, RawSafeHalt, MicrocodeOfflineNmiHandler, VmxL1DFlush, VmxEnterGuest,
    SvmEnterGuest,

    // __always_inline: in the caller's region, or in the scope that the caller has opened
    EnterFromUserMode = 0x100, ExitToUserMode, ExitToUserModePrepare, ExitToUserModeLoop, SyscallEnterFromUserMode,
    SyscallEnterFromUserModeWork, SyscallExitToUserMode, SyscallExitToUserModeWork,
    NmiEnter, NmiExit, GuestTimingEnterIrqoff, GuestTimingExitIrqoff, GuestStateEnterIrqoff, GuestStateExitIrqoff,
    GuestContextEnterIrqoff, GuestContextExitIrqoff, CtCpuidleEnter, CtCpuidleExit,
    InstrumentationBegin, InstrumentationEnd, ArchEnterFromUserMode, ArchExitToUserMode, AddRandomKstackOffset,
    UnwindResetInfo, LocalDbSave, LocalDbRestore, DebugReadResetDr6, CallOnIrqstack,
    SevEsNmiComplete, SevEsIstEnter, SevEsIstExit, NmiLatched, RcuTaskEnter, RcuTaskExit, RawLocalIrqEnable,
    RawLocalIrqDisable, GetAndClearInhcall, RestoreInhcall, VmxDisableFbClear, VmxEnableFbClear,

    // .text: anybody may look
    AccountHardirqEnter = 0x200, AccountHardirqExit, AccountSoftirqEnter, AccountSoftirqExit, ApicEoi,
    ArchCpuIdleEnter, ArchCpuIdleExit, ArchDoSignalOrRestart, ArchExitToUserModePrepare, ArchExitWork,
    AuditSyscallExit, BlkcgMaybeThrottleCurrent, ChooseRandomKstackOffset, CommonInterruptCore, CondTickBroadcastEnter,
    CondTickBroadcastExit, DoIdle, DoNocbDeferredWakeup, FpregsAssertStateConsistent, FtraceNmiEnter, FtraceNmiExit,
    GetNmiReason, GetUser, HandleBusLock, HandleExit, HandleExitIrqoff, HandleIrq, HandleSoftirqs, Ia32SysCall,
    Ia32SysNiSyscall, InstrumentAtomicRead, InstrumentAtomicWrite, IoCheckError, IrqEnterRcu, IrqExitRcu, IrqWorkQueue,
    KlpUpdatePatchState, KmapAssertNomap, KmsanUnpoisonEntryRegs, LocalIrqDisable, LocalIrqEnable,
    LockdepHardirqsOnPrepare, LockdepSysExit, MemCgroupHandleOverHigh, MicrocodeNmiHandler, NmiHandle, NotifyDebug,
    PciSerrError, PerfEventNmiHandler, PreemptScheduleIrq, PtraceReportSyscallEntry, PtraceReportSyscallExit,
    RawIrqentryExitCondResched, RawSpinTrylock, RawSpinUnlock, RcuIrqEnterCheckTick, RcuIrqExitCheckPreempt,
    RcuPreemptDeferredQs, RcuVirtNoteContextSwitch, RestoreBlockStep, ResumeUserModeWork, RseqHandleNotifyResume,
    RseqSyscall, RunCrashIpiCallback, Schedule, ScheduleCore, ScheduleIdle, SecureComputing, SendSigtrap,
    SoftirqAction, StartCriticalTimings, StopCriticalTimings, SvmVcpuRun, SyscallEnterAudit, SyscallExitWork,
    SyscallTraceEnter, SyscallUserDispatch, TaskWorkRun, TickIrqEnter, TickIrqExit, TickNohzIdleEnter,
    TickNohzIdleExit, TickNohzIdleStopTick, TickNohzUserEnterPrepare, TraceCpuIdle, TraceHardirqsOff,
    TraceHardirqsOffFinish, TraceHardirqsOn, TraceHardirqsOnPrepare, TraceIrqDisable, TraceIrqEnable, TraceKvmEntry,
    TraceKvmExit, TraceRcuWatching, TraceSoftirqEntry, TraceSoftirqExit, TraceSysEnter, TraceSysExit, TraceUserEnter,
    TraceUserExit, TracerHardirqsOff, TracerHardirqsOn, UnknownNmiError, UprobeNotifyResume, VcpuEnterGuest,
    VmxVcpuRun, VtimeAccountGuestEnter, VtimeAccountGuestExit, VtimeUserEnter, VtimeUserExit, X32SysCall, X64SysCall,
    X64SysNiSyscall, XenEvtchnDoUpcall, XenPvEvtchnDoUpcallCore,
}
