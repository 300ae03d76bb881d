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
}
