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

    /// <summary>EXIT_TO_USER_MODE_WORK</summary>
    ExitToUserModeWork = NotifyResume | SigPending | NotifySignal | NeedResched | NeedReschedLazy | Uprobe | PatchPending,
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

    /// <summary>An NMI, taken while the guest runs: it ends the run.</summary>
    NmiInGuest = 1 << 2,
}

/// <summary>The build and boot options that choose between the paths.</summary>
internal sealed class KernelConfig
{
    /// <summary>CONFIG_PREEMPTION: an interrupt may reschedule on its way back into the kernel.</summary>
    internal bool Preemption = true;

    /// <summary>The CPU has AMD's SVM, not Intel's VMX.</summary>
    internal bool Svm;

    /// <summary>The kernel is a Xen PV guest.</summary>
    internal bool XenPv;

    internal readonly bool TinyRcu = false;
    internal readonly bool ProveLocking = true;
    internal readonly bool GenericEntry = true;
    internal readonly bool KvmXferToGuestWork = true;
}
