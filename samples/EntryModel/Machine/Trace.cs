namespace EntryModel.Machine;

/// <summary>The CPU's state at a record, one bit per thing that has to be established in order.</summary>
[Flags]
internal enum StateBits : byte
{
    Irqs = 1 << 0,
    Lockdep = 1 << 1,
    Tracer = 1 << 2,
    Rcu = 1 << 3,
    Hardirq = 1 << 4,
    Nmi = 1 << 5,
}

/// <summary>One line of the trace.</summary>
internal struct TraceRecord
{
    internal Step Step;
    internal byte Depth;

    /// <summary>An instrumentation scope was open.</summary>
    internal bool Instrumentable;

    internal StateBits State;
}

/// <summary>
/// Where the path is written to. All of it exists before the first entry point runs, and a full buffer counts what
/// it loses instead of growing.
/// </summary>
internal sealed class TraceBuffer
{
    internal readonly TraceRecord[] Records = new TraceRecord[1024];
    internal readonly Step[] Stack = new Step[64];

    /// <summary>Open instrumentation scopes of the caller, by call depth.</summary>
    internal readonly int[] CallerScopes = new int[64];

    internal int Count;
    internal int Lost;
    internal int Depth;

    /// <summary>Open instrumentation scopes of the function that runs. Outside every entry point that is plain kernel code.</summary>
    internal int Scopes = 1;
}

/// <summary>
/// A function-graph tracer that may run anywhere. It has the problem of every tracer: its hooks run in the code that
/// it watches, so in code that must not call anything that can be traced, allocate, lock or throw. What is left is
/// a store into an array that exists already. A step is an enum and no string, because even loading a literal can
/// enter the runtime; names are looked up when everything is over.
/// </summary>
[NoInstr]
internal static class Trace
{
    private const Step FirstAlwaysInline = (Step)0x100;
    private const Step FirstInstrumentable = (Step)0x200;

    /// <summary>A function begins: what __fentry__ would report.</summary>
    [MethodImpl(NoInlining)]
    internal static void Enter(Cpu cpu, Step step)
    {
        var trace = cpu.Trace;
        if (step >= FirstInstrumentable)
            CheckInstrumentable(cpu);

        trace.CallerScopes[trace.Depth] = trace.Scopes;
        trace.Stack[trace.Depth + 1] = step;

        // A noinstr body starts a region of its own, an instrumentable one has none, an inlined one shares its caller's.
        if (step >= FirstInstrumentable)
            trace.Scopes = 1;
        else if (step < FirstAlwaysInline)
            trace.Scopes = 0;

        Record(cpu, step);
        trace.Depth++;
    }

    /// <summary>The function that began last returns. objtool: return with instrumentation enabled.</summary>
    [MethodImpl(NoInlining)]
    internal static void Leave(Cpu cpu)
    {
        var trace = cpu.Trace;
        var step = trace.Stack[trace.Depth];
        if (step < FirstAlwaysInline)
            Warn.On(cpu, trace.Scopes > 0, Violation.InstrumentationNotClosed);

        trace.Depth--;
        if (step is < FirstAlwaysInline or >= FirstInstrumentable)
            trace.Scopes = trace.CallerScopes[trace.Depth];
    }

    /// <summary>A step without steps of its own.</summary>
    [MethodImpl(NoInlining)]
    internal static void Record(Cpu cpu, Step step)
    {
        var trace = cpu.Trace;
        if (trace.Count == trace.Records.Length)
        {
            trace.Lost++;
            return;
        }

        ref var record = ref trace.Records[trace.Count++];
        record.Step = step;
        record.Depth = (byte)trace.Depth;
        record.Instrumentable = trace.Scopes > 0;
        record.State = StateOf(cpu);
    }

    /// <summary>The rule itself: instrumentable code runs inside a scope, and only while RCU watches.</summary>
    [MethodImpl(NoInlining)]
    internal static void CheckInstrumentable(Cpu cpu)
    {
        Warn.On(cpu, cpu.Trace.Scopes <= 0, Violation.InstrumentableOutsideRegion);
        Warn.On(cpu, !cpu.RcuWatching, Violation.InstrumentableWithoutRcu);
    }

    [MethodImpl(NoInlining)]
    private static StateBits StateOf(Cpu cpu) =>
        (cpu.IrqsEnabled ? StateBits.Irqs : 0)
        | (cpu.HardirqsEnabled ? StateBits.Lockdep : 0)
        | (cpu.TracingIrqCpu ? 0 : StateBits.Tracer)
        | (cpu.RcuWatching ? StateBits.Rcu : 0)
        | ((cpu.PreemptCount & Preempt.HardirqMask) != 0 ? StateBits.Hardirq : 0)
        | ((cpu.PreemptCount & Preempt.NmiMask) != 0 ? StateBits.Nmi : 0);
}
