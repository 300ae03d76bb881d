namespace EntryModel.Machine;

/// <summary>include/linux/instrumentation.h, and the bodies of what may be instrumented.</summary>
internal static class Instrumentation
{
    /// <summary>instrumentation_begin(): the marker, and its line in the trace.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void InstrumentationBegin(Cpu cpu)
    {
        InstrumentationScope.Begin();
        cpu.Trace.Scopes++;
        Trace.Record(cpu, Step.InstrumentationBegin);
    }

    /// <summary>instrumentation_end()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void InstrumentationEnd(Cpu cpu)
    {
        Trace.Record(cpu, Step.InstrumentationEnd);
        cpu.Trace.Scopes--;
        Warn.On(cpu, cpu.Trace.Scopes < 0, Violation.InstrumentationNotOpen);
        InstrumentationScope.End();
    }

    /// <summary>
    /// Stands for the body of an instrumentable function that the transitions call while they are under way: RCU
    /// watches and lockdep is right, but the tracer's view may be one step behind the interrupt flag, or ahead of it.
    /// </summary>
    internal static void Hook(Cpu cpu, Step step)
    {
        Trace.CheckInstrumentable(cpu);
        Warn.On(cpu, cpu.HardirqsEnabled != cpu.IrqsEnabled, Violation.LockdepDiffersFromHardware);
        Trace.Record(cpu, step);
    }

    /// <summary>Stands for the body of any other instrumentable function: here everything is established.</summary>
    internal static void Work(Cpu cpu, Step step)
    {
        Hook(cpu, step);
        Warn.On(cpu, cpu.TracingIrqCpu == cpu.IrqsEnabled, Violation.TracerDiffersFromHardware);
    }
}
