namespace EntryModel.Generic;

/// <summary>kernel/trace/trace_preemptirq.c: the tracer's view of the interrupt flag. All of it is instrumentable.</summary>
internal static class TraceHardirqs
{
    /// <summary>The tracer only.</summary>
    [Kernel("trace_hardirqs_on_prepare", "kernel/trace/trace_preemptirq.c")]
    [Requires(EntryState.Rcu), Revokes(EntryState.Tracing)]
    internal static void TraceHardirqsOnPrepare(Cpu cpu)
    {
        if (TracerBelievesOff(cpu))
        {
            TraceIrqEnable(cpu);
            TracerHardirqsOn(cpu);
            NoteTracerOn(cpu);
        }
    }

    /// <summary>The tracer, then lockdep in its two steps.</summary>
    [Kernel("trace_hardirqs_on", "kernel/trace/trace_preemptirq.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Lockdep)]
    internal static void TraceHardirqsOn(Cpu cpu)
    {
        if (TracerBelievesOff(cpu))
        {
            TraceIrqEnable(cpu);
            TracerHardirqsOn(cpu);
            NoteTracerOn(cpu);
        }

        LockdepHardirqsOnPrepare(cpu);
        LockdepHardirqsOn(cpu);
    }

    /// <summary>The tracer only.</summary>
    [Kernel("trace_hardirqs_off_finish", "kernel/trace/trace_preemptirq.c")]
    [Requires(EntryState.Rcu), Establishes(EntryState.Tracing)]
    internal static void TraceHardirqsOffFinish(Cpu cpu)
    {
        if (!TracerBelievesOff(cpu))
        {
            NoteTracerOff(cpu);
            TracerHardirqsOff(cpu);
            TraceIrqDisable(cpu);
        }

        cpu.TracerIsBehind = false;
    }

    /// <summary>Lockdep, then the tracer.</summary>
    [Kernel("trace_hardirqs_off", "kernel/trace/trace_preemptirq.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Tracing)]
    internal static void TraceHardirqsOff(Cpu cpu)
    {
        LockdepHardirqsOff(cpu);
        if (!TracerBelievesOff(cpu))
        {
            NoteTracerOff(cpu);
            TracerHardirqsOff(cpu);
            TraceIrqDisable(cpu);
        }

        cpu.TracerIsBehind = false;
    }

    [Kernel("trace(irq_enable)")]
    private static void TraceIrqEnable(Cpu cpu) => Hook(cpu);

    private static void TracerHardirqsOn(Cpu cpu) => Hook(cpu);

    private static void TracerHardirqsOff(Cpu cpu) => Hook(cpu);

    [Kernel("trace(irq_disable)")]
    private static void TraceIrqDisable(Cpu cpu) => Hook(cpu);
}
