namespace EntryModel.Generic;

/// <summary>kernel/trace/trace_preemptirq.c: the tracer's view of the interrupt flag. All of it is instrumentable.</summary>
internal static class TraceHardirqs
{
    /// <summary>trace_hardirqs_on_prepare(): the tracer only.</summary>
    internal static void TraceHardirqsOnPrepare(Cpu cpu)
    {
        Trace.Enter(cpu, Step.TraceHardirqsOnPrepare);
        TracerOn(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>trace_hardirqs_on(): the tracer, then lockdep in its two steps.</summary>
    internal static void TraceHardirqsOn(Cpu cpu)
    {
        Trace.Enter(cpu, Step.TraceHardirqsOn);
        TracerOn(cpu);
        LockdepHardirqsOnPrepare(cpu);
        LockdepHardirqsOn(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>trace_hardirqs_off_finish(): the tracer only.</summary>
    internal static void TraceHardirqsOffFinish(Cpu cpu)
    {
        Trace.Enter(cpu, Step.TraceHardirqsOffFinish);
        TracerOff(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>trace_hardirqs_off(): lockdep, then the tracer.</summary>
    internal static void TraceHardirqsOff(Cpu cpu)
    {
        Trace.Enter(cpu, Step.TraceHardirqsOff);
        LockdepHardirqsOff(cpu);
        TracerOff(cpu);
        Trace.Leave(cpu);
    }

    private static void TracerOn(Cpu cpu)
    {
        if (!cpu.TracingIrqCpu)
            return;

        Hook(cpu, Step.TraceIrqEnable);
        Hook(cpu, Step.TracerHardirqsOn);
        cpu.TracingIrqCpu = false;
    }

    private static void TracerOff(Cpu cpu)
    {
        if (cpu.TracingIrqCpu)
            return;

        cpu.TracingIrqCpu = true;
        Hook(cpu, Step.TracerHardirqsOff);
        Hook(cpu, Step.TraceIrqDisable);
    }
}
