namespace EntryModel.Machine;

/// <summary>Where context tracking believes the CPU is (enum ctx_state).</summary>
internal enum CtState : byte
{
    Kernel,
    Idle,
    User,
    Guest,
}

/// <summary>Whether an NMI is being handled, or another one waits for it (enum nmi_states).</summary>
internal enum NmiState : byte
{
    NotRunning,
    Executing,
    Latched,
}

/// <summary>Where an NMI came from (x86_platform.get_nmi_reason()).</summary>
internal enum NmiReason : byte
{
    Local,
    SystemError,
    IoCheck,
    Unknown,
}

/// <summary>
/// Everything that the entry code reads or writes: the CPU, its per-CPU variables and the current task.
/// Plain fields only, and handed down as an argument: code that runs before RCU watches cannot run a type
/// initialiser, an accessor or a lazily bound static, just as it cannot take a lock in the kernel.
/// </summary>
internal sealed partial class Cpu
{
    /// <summary>The interrupt flag, EFLAGS.IF.</summary>
    internal bool IrqsEnabled = true;

    /// <summary>AMD's global interrupt flag: while it is clear, IF lets nothing in.</summary>
    internal bool GlobalInterruptFlag = true;

    /// <summary>An NMI has come, and no IRET since: the hardware lets no other one in.</summary>
    internal bool NmisBlocked;

    internal ulong Cr2;
    internal Dr6 Dr6;
    internal ulong Dr7;

    /// <summary>__preempt_count, laid out as in include/linux/preempt.h.</summary>
    internal int PreemptCount;

    /// <summary>Lockdep's view of the interrupt flag (per-CPU hardirqs_enabled).</summary>
    internal bool HardirqsEnabled = true;

    /// <summary>lockdep_hardirqs_on_prepare() has recorded the chain that lockdep_hardirqs_on() will check.</summary>
    internal bool HardirqsOnPrepared;

    internal int HardirqContext;
    internal int SoftirqContext;

    /// <summary>Softirqs are enabled in the current task (softirqs_enabled).</summary>
    internal bool SoftirqsEnabled = true;

    /// <summary>Lockdep is inside itself (per-CPU lockdep_recursion).</summary>
    internal int LockdepRecursion;

    /// <summary>lockdep_off() calls that are open in the current task.</summary>
    internal int LockdepOff;

    /// <summary>The tracer's view: an interrupts-off section is being traced (per-CPU tracing_irq_cpu).</summary>
    internal bool TracingIrqCpu;

    /// <summary>
    /// An NMI came when lockdep was told already that interrupts are off and the tracer was not, or the tracer that they are on and lockdep was not. It
    /// found lockdep at "off", and so it left the tracer there, too. The kernel has it so: the tracer is wrong until it is told the next time.
    /// </summary>
    internal bool TracerIsBehind;

    /// <summary>RCU watches this CPU: the RCU_WATCHING bit of context_tracking.state.</summary>
    internal bool RcuWatching = true;

    internal CtState CtState;
    internal int CtNesting = 1;
    internal int CtNmiNesting = ContextTracking.CtKernel.NestingIrqNonIdle;
    internal int CtRecursion;

    /// <summary>The static key context_tracking_key.</summary>
    internal bool CtEnabled = true;

    /// <summary>This CPU tracks its user and guest time (context_tracking.active).</summary>
    internal bool CtActive = true;

    /// <summary>The current task is the idle task.</summary>
    internal bool IsIdleTask;

    /// <summary>The current task runs a guest (PF_VCPU).</summary>
    internal bool IsVcpu;

    internal ThreadFlags ThreadFlags;
    internal SyscallWork SyscallWork;

    internal NmiState NmiState;
    internal NmiReason NmiReason;

    /// <summary>The CPU has been taken offline: it handles NMIs, but must not touch anything shared.</summary>
    internal bool IsOffline;


    /// <summary>A microcode update is going on, and has parked the offline CPUs in NMIs.</summary>
    internal bool MicrocodeUpdates;
    internal bool HardirqStackInuse;
    internal bool SoftirqPending;

    /// <summary>A timer waits for its thread (local_timers_pending).</summary>
    internal bool TimersPending;

    /// <summary>The current task is about to wait (task_struct.__state).</summary>
    internal bool IsBlocking;

    /// <summary>The system call was handed to user mode by syscall user dispatch.</summary>
    internal bool IsDispatching;

    /// <summary>The current task has registered for restartable sequences, and is inside of one.</summary>
    internal bool HasRseq;

    /// <inheritdoc cref="HasRseq"/>
    internal bool InRseqSection;

    /// <summary>Where user mode goes on, and where historic ABIs found the address to restart a sequence at: a register, and a table of the task.</summary>
    internal ulong UserIp = 0x1000;

    /// <inheritdoc cref="UserIp"/>
    internal ulong UserCx = 0x3000;

    /// <inheritdoc cref="UserIp"/>
    internal ulong RseqTableIp = 0x2000;

    /// <summary>task_work_add() was called for the current task.</summary>
    internal bool TaskWorkPending = true;

    /// <summary>PF_EXITING</summary>
    internal bool IsExiting;

    /// <summary>A preemptible hypercall is running (per-CPU xen_in_preemptible_hcall).</summary>
    internal bool XenInPreemptibleHcall;

    internal bool L1TfFlushL1D;
    internal readonly bool CpuBufVmClear = true;
    internal bool HandlingIntrFromGuest;

    /// <summary>What a scenario wants the code on the path to find.</summary>
    internal bool UserAccessFaults;

    /// <inheritdoc cref="UserAccessFaults"/>
    internal bool DebuggerStops;

    /// <inheritdoc cref="UserAccessFaults"/>
    internal bool GuestEntryFails;

    /// <summary>What the outside world still has in store for this CPU.</summary>
    internal PendingEvents Pending;

    internal readonly KernelConfig Config = new();
    internal IObserver? Observer;
    internal readonly ViolationLog Violations = new();

    // arch/x86

    internal Cr0 Cr0;
    internal Statistics Statistics;

    /// <summary>The current task runs 16-bit code (a 32-bit kernel's VM86).</summary>
    internal bool InV8086Mode;

    /// <summary>What stands where the exception was raised (decode_bug()).</summary>
    internal BugType BugAtIp;

    /// <summary>The text there is being patched, and the breakpoint belongs to the patching.</summary>
    internal bool IsPokingText;

    /// <summary>The faulting kernel code has an entry in the exception table.</summary>
    internal bool HasFixup;

    /// <summary>The state that the instruction wants is not enabled for this task (MSR_IA32_XFD_ERR).</summary>
    internal bool XfdFaults;
    internal XfdResult XfdResult;

    /// <summary>A task waits for the device, whose next interrupt wakes it.</summary>
    internal bool IsDeviceAwaited = true;

    /// <summary>IRET faulted on the stack that espfix made.</summary>
    internal bool EspfixFaults;

    /// <summary>The address below the stack: a fault there means that the stack is full.</summary>
    internal ulong StackGuard;

    /// <summary>A KVM guest's host may tell it that a page is not there yet (static key kvm_async_pf_enabled).</summary>
    internal bool KvmAsyncPfEnabled;

    /// <summary>Why the host has injected a page fault (apf_reason.flags).</summary>
    internal AsyncPfFlags AsyncPfFlags;

    /// <summary>The CPU is one of an SEV-ES guest (static key sev_es_enable_key).</summary>
    internal bool SevEsEnabled;

    /// <summary>The hypervisor does not do what #VC asks it for.</summary>
    internal bool VcFails;

    /// <summary>The vector has no interrupt descriptor.</summary>
    internal bool IsVectorUnassigned;

    internal bool IgnoreNmis;

    /// <summary>A device has sent the vector of INT 0x80, of all things.</summary>
    internal bool IsInt80InService;

    internal bool MceInitialized = true;
    internal MceSeverityLevel MceWorst;
    internal bool MceIsLocal;
    internal bool McePanicked;
    internal int MceCallin;
    internal int MceExecuting;
    internal int MceCount;

    /// <summary>TIF_POLLING_NRFLAG</summary>
    internal bool IsPolling;

    /// <summary>The idle task must not sleep (cpu_idle_force_poll).</summary>
    internal bool IdleMustPoll;

    /// <summary>The governor expects nothing before the next tick.</summary>
    internal bool IdleIsLong;

    /// <summary>The system suspends to idle.</summary>
    internal bool IsSuspendingToIdle;

    /// <summary>A cpuidle driver is at work, and this is the state that its governor selects.</summary>
    internal bool HasCpuidle;

    /// <inheritdoc cref="HasCpuidle"/>
    internal Idle.CpuidleState IdleState = new(Idle.CpuidleFlags.None);

    /// <summary>The guest: why its run has ended, what it does by itself if nothing else ends it, how often it is run again.</summary>
    internal Kvm.VmExit VmExit;

    /// <inheritdoc cref="VmExit"/>
    internal Kvm.VmExit GuestDoes;

    /// <inheritdoc cref="VmExit"/>
    internal int GuestRuns;

    /// <inheritdoc cref="VmExit"/>
    internal int GuestFastRuns;

    /// <summary>The vCPU waits for an interrupt.</summary>
    internal bool GuestIsHalted;

    /// <summary>The guest's registers are encrypted.</summary>
    internal bool GuestIsSevEs;

    internal ulong GuestCr2;

    /// <summary>IA32_SPEC_CTRL: of the CPU, the guest, the host.</summary>
    internal ulong SpecCtrl = 1;

    /// <inheritdoc cref="SpecCtrl"/>
    internal ulong GuestSpecCtrl;

    /// <inheritdoc cref="SpecCtrl"/>
    internal readonly ulong HostSpecCtrl = 1;

    /// <summary>The stack that FRED enters from user mode on, and the one that the current task wants.</summary>
    internal ulong FredRsp0;

    /// <inheritdoc cref="FredRsp0"/>
    internal ulong TaskStack = 0x2000;
}
