namespace EntryModel.Generic;

/// <summary>kernel/trace/trace_preemptirq.c: the tracer's view of the interrupt flag. All of it is instrumentable.</summary>
internal static class TraceHardirqs
{
    /// <summary>The tracer only.</summary>
    [Kernel("trace_hardirqs_on_prepare", "kernel/trace/trace_preemptirq.c")]
    [Primitive, Requires(EntryState.Rcu), Revokes(EntryState.Tracing)]
    internal static void TraceHardirqsOnPrepare(Cpu cpu)
    {
        if (cpu.TracingIrqCpu)
        {
            TraceIrqEnable(cpu);
            TracerHardirqsOn(cpu);
            TurnTracer(cpu, off: false);
        }
    }

    /// <summary>The tracer, then lockdep in its two steps.</summary>
    [Kernel("trace_hardirqs_on", "kernel/trace/trace_preemptirq.c")]
    [Primitive, Requires(EntryState.Rcu), Revokes(EntryState.Tracing, EntryState.Lockdep)]
    internal static void TraceHardirqsOn(Cpu cpu)
    {
        if (cpu.TracingIrqCpu)
        {
            TraceIrqEnable(cpu);
            TracerHardirqsOn(cpu);
            TurnTracer(cpu, off: false);
        }

        LockdepHardirqsOnPrepare(cpu);
        LockdepHardirqsOn(cpu);
    }

    /// <summary>The tracer only.</summary>
    [Kernel("trace_hardirqs_off_finish", "kernel/trace/trace_preemptirq.c")]
    [Primitive, Requires(EntryState.Rcu), Establishes(EntryState.Tracing)]
    internal static void TraceHardirqsOffFinish(Cpu cpu)
    {
        if (!cpu.TracingIrqCpu)
        {
            TurnTracer(cpu, off: true);
            TracerHardirqsOff(cpu);
            TraceIrqDisable(cpu);
        }

        cpu.TracerIsBehind = false;
    }

    /// <summary>Lockdep, then the tracer.</summary>
    [Kernel("trace_hardirqs_off", "kernel/trace/trace_preemptirq.c")]
    [Primitive, Requires(EntryState.Rcu), Ensures(EntryState.Lockdep, EntryState.Tracing)]
    internal static void TraceHardirqsOff(Cpu cpu)
    {
        LockdepHardirqsOff(cpu);
        if (!cpu.TracingIrqCpu)
        {
            TurnTracer(cpu, off: true);
            TracerHardirqsOff(cpu);
            TraceIrqDisable(cpu);
        }

        cpu.TracerIsBehind = false;
    }

    private static void TurnTracer(Cpu cpu, bool off)
    {
        cpu.TracingIrqCpu = off;
        cpu.TracerIsBehind = false;
    }

    [Kernel("trace(irq_enable)")]
    private static void TraceIrqEnable(Cpu cpu) => Hook(cpu);

    private static void TracerHardirqsOn(Cpu cpu) => Hook(cpu);

    private static void TracerHardirqsOff(Cpu cpu) => Hook(cpu);

    [Kernel("trace(irq_disable)")]
    private static void TraceIrqDisable(Cpu cpu) => Hook(cpu);
}
