namespace EntryModel.Machine;

/// <summary>The tracer's view: each function is a load or a store, and what it means for the entry state.</summary>
internal static class TracerWords
{
    [AlwaysInline, Primitive, HoldsWhen(true, EntryState.Tracing, Exact = true)]
    internal static bool TracerBelievesOff(Cpu cpu) => cpu.TracingIrqCpu;

    [AlwaysInline, Primitive, Establishes(EntryState.Tracing)]
    internal static void NoteTracerOff(Cpu cpu)
    {
        cpu.TracingIrqCpu = true;
        cpu.TracerIsBehind = false;
    }

    [AlwaysInline, Primitive, Revokes(EntryState.Tracing)]
    internal static void NoteTracerOn(Cpu cpu)
    {
        cpu.TracingIrqCpu = false;
        cpu.TracerIsBehind = false;
    }
}
