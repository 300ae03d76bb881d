namespace EntryModel.Machine;

/// <summary>What KVM has established around a guest's run, in order.</summary>
internal enum GuestState
{
    /// <summary>guest_timing_enter_irqoff(): the time that passes is the guest's.</summary>
    Timing,

    /// <summary>guest_state_enter_irqoff(): neither RCU nor lockdep nor the tracer may be used.</summary>
    Entered,
}

/// <summary>What the architecture does before an NMI may touch anything: arch_nmi_enter().</summary>
internal enum ArchState
{
    [Counted]
    NmiEntered,
}

/// <summary>Hardware breakpoints are off, so that the entry code itself cannot trap: local_db_save().</summary>
internal enum DebugRegs
{
    [Counted]
    Saved,
}

/// <summary>preempt_disable().</summary>
internal enum PreemptState
{
    [Counted]
    Disabled,

    /// <summary>preempt_count() was found zero: nobody on this path forbids to schedule.</summary>
    FoundZero,
}

/// <summary>What lockdep knows of the context, beside the interrupt flag.</summary>
internal enum LockdepState
{
    /// <summary>lockdep_off()</summary>
    [Counted]
    Off,

    /// <summary>lockdep_hardirq_enter()</summary>
    [Counted]
    Hardirq,

    /// <summary>lockdep_softirq_start()</summary>
    [Counted]
    Softirq,

    /// <summary>It was found not to be inside itself, and to believe that interrupts are off: to be told otherwise is news.</summary>
    Listens,

    /// <summary>It was found inside itself, or believing what it would be told.</summary>
    NeedsNothing,

    /// <summary>lockdep_softirq_start() has found it in a hardirq.</summary>
    InHardirq,

    /// <summary>It has found it in none.</summary>
    NotInHardirq,
}

/// <summary>Where the CPU was when it entered the kernel: user_mode(regs).</summary>
internal enum Origin
{
    User,
    Kernel,
}

/// <summary>What an entry, or local_irq_save(), has found, as its token or the frame says: the exit puts it back.</summary>
internal enum Found
{
    IrqsOn,
    IrqsOff,
    RcuWatching,

    /// <summary>It may have: ct_irq_enter() was called, and knows.</summary>
    RcuMayNotWatch,

    /// <summary>lockdep believed that interrupts were on, whatever they were: an NMI may come between the two.</summary>
    LockdepOn,
    LockdepOff,
}

/// <summary>What a function, or its counterpart, has to settle before it returns.</summary>
internal enum Owed
{
    /// <summary>Whoever is returned to finds lockdep, RCU and the tracer as they were.</summary>
    [Counted]
    Return,

    /// <summary>The tracer, which an NMI settles before the others.</summary>
    [Counted]
    Tracer,

    /// <summary>lockdep_hardirqs_on() finds the chain recorded.</summary>
    [Counted]
    Preparation,

    /// <summary>Where a softirq runs at the end of a hardirq, lockdep is told of the one, and then of the other again.</summary>
    [Counted]
    Hardirq,

    /// <summary>Where local_irq_disable() has turned interrupts off, lockdep and the tracer are told.</summary>
    [Counted]
    Announcement,

    /// <summary>What local_irq_save() has found, local_irq_restore() puts back; cond_local_irq_enable() and cond_local_irq_disable() have it in the frame.</summary>
    [Counted]
    IrqFlag,

    /// <summary>What exception_enter() has found, exception_exit() puts back.</summary>
    [Counted]
    Context,

    /// <summary>Whoever asks whether this CPU tracks is told what it is, not what it may be.</summary>
    [Counted]
    Answer,
}

/// <summary>What has brought the CPU into the kernel, for handlers that would take something else for it.</summary>
internal enum Trap
{
    /// <summary>#PF: CR2, or FRED's event data, is an address.</summary>
    PageFault,

    /// <summary>decode_bug(): the instruction is one that the kernel puts where it warns.</summary>
    Bug,

    /// <summary>#NM, for a state that is not enabled (MSR_IA32_XFD_ERR is not zero).</summary>
    Xfd,
}

/// <summary>Where the frame lies.</summary>
internal enum FrameState
{
    /// <summary>Where no other entry overwrites it: sync_regs(), vc_switch_off_ist().</summary>
    Moved,
}

/// <summary>How deep context tracking believes the CPU to be in the kernel (ct_nesting), and in interrupts and NMIs (ct_nmi_nesting).</summary>
internal enum CtNesting
{
    [Counted]
    Irq,

    /// <summary>RCU has begun to watch for an interrupt or a task that is not counted yet.</summary>
    [Counted]
    Uncounted,

    /// <summary>It was found that whoever is counted already keeps RCU watching.</summary>
    Nested,
}

/// <summary>Whether and where context tracking is at work.</summary>
internal enum CtTracking
{
    /// <summary>The static key is on.</summary>
    Enabled,

    /// <summary>The static key is off: RCU watches everywhere but in the idle task.</summary>
    Disabled,

    /// <summary>The key is on, but this CPU does not track (context_tracking.active).</summary>
    Inactive,

    /// <summary>In an interrupt: its entry has seen to RCU, and its exit will.</summary>
    InInterrupt,

    /// <summary>An exception has nothing to do here: it is disabled, the entry code has done it, or the CPU was in the kernel.</summary>
    Settled,

    /// <summary>The exception has come from outside of the kernel.</summary>
    Outside,

    /// <summary>This CPU was found not to track.</summary>
    NotThisCpu,

    /// <summary>context_tracking_recursion_enter() has found that context tracking has called itself, and has warned.</summary>
    Refused,

    /// <summary>context_tracking_recursion_enter() was asked, and what has come of it is not settled yet.</summary>
    [Counted]
    Inside,
}

/// <summary>The interrupt stack is in use (per-CPU hardirq_stack_inuse).</summary>
internal enum IrqStackState
{
    InUse,
}

/// <summary>What an NMI keeps for as long as it lasts.</summary>
internal enum NmiContext
{
    /// <summary>Another one is only latched (per-CPU nmi_state).</summary>
    Executing,

    /// <summary>CR2, which a fault of the handler would overwrite.</summary>
    [Counted]
    Cr2Saved,

    /// <summary>It was found to be what was saved.</summary>
    Cr2Untouched,
}

/// <summary>AMD's global interrupt flag is clear: clgi.</summary>
internal enum SvmState
{
    GifCleared,
}

/// <summary>A preemptible hypercall, when an event interrupts it.</summary>
internal enum XenState
{
    /// <summary>Its flag is put aside (xen_in_preemptible_hcall), and to be there again when the hypercall goes on.</summary>
    [Counted]
    FlagOwed,

    /// <summary>No hypercall was interrupted, or none that could have been.</summary>
    NothingToRestore,

    /// <summary>The kernel is preemptible: a hypercall needs no flag.</summary>
    NeedsNoFlag,

    /// <summary>A kernel that does not tell lockdep when the hypercall goes on.</summary>
    LockdepIsForgotten,
}
