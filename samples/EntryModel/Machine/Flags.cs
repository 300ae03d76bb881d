namespace EntryModel.Machine;

/// <summary>Work that waits for the return to user mode (TIF_*).</summary>
[Flags]
internal enum ThreadFlags
{
    None = 0,
    NotifyResume = 1 << 0,
    SigPending = 1 << 1,
    NotifySignal = 1 << 2,
    NeedResched = 1 << 3,
    NeedReschedLazy = 1 << 4,
    Uprobe = 1 << 5,
    PatchPending = 1 << 6,
    BlockStep = 1 << 7,

    /// <summary>Of old: this task's system calls take the slow path, which knows of context tracking.</summary>
    Nohz = 1 << 8,

    /// <summary>arm64: a tag fault of user mode that was noticed late.</summary>
    MteAsyncFault = 1 << 9,

    /// <summary>arm64: the FPSIMD registers hold another task's state.</summary>
    ForeignFpstate = 1 << 10,

    /// <summary>EXIT_TO_USER_MODE_WORK</summary>
    ExitToUserModeWork = NotifyResume | SigPending | NotifySignal | NeedResched | NeedReschedLazy | Uprobe | PatchPending,

    /// <summary>XFER_TO_GUEST_MODE_WORK</summary>
    XferToGuestModeWork = NotifyResume | SigPending | NotifySignal | NeedResched | NeedReschedLazy,
}

/// <summary>Work that a system call does on its way in and out (SYSCALL_WORK_*).</summary>
[Flags]
internal enum SyscallWork
{
    None = 0,
    Seccomp = 1 << 0,
    Tracepoint = 1 << 1,
    Trace = 1 << 2,
    Emu = 1 << 3,
    Audit = 1 << 4,
    UserDispatch = 1 << 5,
    ExitTrap = 1 << 6,

    /// <summary>SYSCALL_WORK_ENTER</summary>
    Enter = Seccomp | Tracepoint | Trace | Emu | Audit | UserDispatch,

    /// <summary>SYSCALL_WORK_EXIT</summary>
    Exit = Tracepoint | Trace | Audit | UserDispatch | ExitTrap,
}

/// <summary>The debug status register, as the C code sees it after debug_read_reset_dr6().</summary>
[Flags]
internal enum Dr6
{
    None = 0,
    Trap0 = 1 << 0,
    BusLock = 1 << 11,
    Step = 1 << 14,
}

/// <summary>Events that a scenario holds ready for the place where real hardware would deliver them.</summary>
[Flags]
internal enum PendingEvents
{
    None = 0,

    /// <summary>A device interrupt, taken as soon as a halt or an interrupt window lets it in.</summary>
    Interrupt = 1 << 0,

    /// <summary>A second NMI, taken while the first one is being handled.</summary>
    NestedNmi = 1 << 1,

    /// <summary>A watchpoint, hit by the handler of a debug exception.</summary>
    NestedDebug = 1 << 3,

    /// <summary>An NMI, taken while the guest runs: it ends the run.</summary>
    NmiInGuest = 1 << 2,
}

/// <summary>The build and boot options that choose between the paths.</summary>
internal sealed partial class KernelConfig
{
    /// <summary>CONFIG_PREEMPTION: an interrupt may reschedule on its way back into the kernel.</summary>
    internal bool Preemption = true;

    /// <summary>The CPU has AMD's SVM, not Intel's VMX.</summary>
    internal bool Svm;

    /// <summary>The kernel is a Xen PV guest.</summary>
    internal bool XenPv;

    /// <summary>PREEMPT_DYNAMIC with static calls, as on x86, or with static keys, as on arm64.</summary>
    internal bool PreemptDynamicCall = true;

    /// <inheritdoc cref="PreemptDynamicCall"/>
    internal bool PreemptDynamicKey;

    /// <summary>preempt=full; with none and voluntary the call is patched to nothing.</summary>
    internal bool CondReschedIsPatchedIn = true;

    /// <summary>CONTEXT_TRACKING_USER_OFFSTACK: no entry code keeps a context on its stack.</summary>
    internal bool CtUserOffstack = true;

    /// <summary>HAVE_TIF_NOHZ</summary>
    internal bool HaveTifNohz;

    /// <summary>NO_HZ_FULL, and this CPU is one that may run without a tick.</summary>
    internal bool NohzFull;

    /// <summary>Interrupt handlers run in threads (threadirqs).</summary>
    internal bool ForceIrqThreads;

    /// <summary>HAVE_IRQ_EXIT_ON_IRQ_STACK: irq_exit() runs on the interrupt stack already.</summary>
    internal bool IrqExitOnIrqStack = true;

    /// <summary>__ARCH_IRQ_EXIT_IRQS_DISABLED: irq_exit() is always called with interrupts disabled.</summary>
    internal bool ArchIrqExitIrqsDisabled = true;

    /// <summary>Which of the ABIs of restartable sequences the kernel has.</summary>
    internal Rseq.RseqAbi RseqAbi;

    internal readonly bool KeysRequestCache = true;
    internal readonly bool TinyRcu = false;
    internal readonly bool DebugEntry = true;
    internal readonly bool ProveLocking = true;
    internal bool GenericEntry = true;
    internal readonly bool KvmXferToGuestWork = true;

    // arch/x86

    /// <summary>What arch_cpu_idle() is patched to call.</summary>
    internal IdleRoutine IdleRoutine;

    internal bool PentiumMce;
    internal bool WinchipMce;
    internal bool SkylakeRepmovQuirk;

    /// <summary>The CPU hosts TDX guests, whose memory the error may be in.</summary>
    internal bool IsTdxHost;

    /// <summary>INVD is broken, and the CPU has no SSE: #XM stands for #GP.</summary>
    internal readonly bool InvdBug = false;

    internal bool Is32Bit;
    internal readonly bool MathEmulation = false;
    internal readonly bool Umip = true;
    internal readonly bool Espfix64 = true;
    internal readonly bool VmapStack = true;
    internal readonly bool Kgdb = true;
    internal readonly bool Kprobes = true;
    internal readonly bool UserReturnNotify = true;
    internal readonly bool IoBitmap = true;
    internal readonly bool NeedFpuLoad = true;

    /// <summary>The CPU has FRED: events enter by two entry points, not by the IDT.</summary>
    internal bool Fred;

    internal readonly bool MsrSpecCtrl = true;

    /// <summary>A preemptible hypercall that is interrupted tells lockdep when it goes on: the kernel has lost that.</summary>
    internal bool XenTellsLockdep = true;
}
