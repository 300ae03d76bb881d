namespace NoInstr;

/// <summary>What has been established since the hardware entered the kernel. The order of the members is the canonical order.</summary>
/// <remarks>
/// States are established in this order and torn down in the reverse one (NOINSTR404). Any other enum works the same way: a project
/// declares its own for a saved debug register, or for a suspended garbage collector. Kernel counterpart:
/// Documentation/core-api/entry.rst.
/// </remarks>
public enum EntryState
{
    /// <summary>The preempt count says NMI: <c>__nmi_enter()</c>, include/linux/hardirq.h. NMIs nest.</summary>
    [Counted]
    Nmi,

    /// <summary>lockdep knows that interrupts are disabled: <c>lockdep_hardirqs_off()</c>, include/linux/irqflags.h.</summary>
    Lockdep,

    /// <summary>RCU is watching: <c>ct_irq_enter()</c>, kernel/context_tracking.c. Instrumentation needs it.</summary>
    [ScopeRequires]
    Rcu,

    /// <summary>The tracer knows of disabled interrupts: <c>trace_hardirqs_off_finish()</c>, kernel/trace/trace_preemptirq.c.</summary>
    Tracing,

    /// <summary>The preempt count says hardirq: <c>irq_enter_rcu()</c>, kernel/softirq.c. Interrupts nest.</summary>
    [Counted]
    HardIrq,
}
