using System.Diagnostics;
using System.Reflection;

namespace EntryModel.Running;

/// <summary>A line of the trace: a function that begins, or a step that acts.</summary>
internal sealed record TraceLine(string Name, int Depth, bool IsStep, bool IsInstrumentable, StateBits State);

/// <summary>What the CPU and those who watch it believe, one bit per thing that has to be established in order.</summary>
[Flags]
internal enum StateBits
{
    Irqs = 1 << 0,
    Lockdep = 1 << 1,
    Tracer = 1 << 2,
    Rcu = 1 << 3,
    Hardirq = 1 << 4,
    Nmi = 1 << 5,
}

/// <summary>Writes down each step with the functions that lead to it: it asks the stack, so that no function of the model has to tell.</summary>
internal sealed class TraceRecorder : IObserver
{
    private readonly List<TraceLine> _lines = [];
    private List<MethodBase> _open = [];

    public IReadOnlyList<TraceLine> Lines => _lines;

    public static StateBits StateOf(Cpu cpu) =>
        (cpu.IrqsEnabled ? StateBits.Irqs : 0)
        | (cpu.HardirqsEnabled ? StateBits.Lockdep : 0)
        | (cpu.TracingIrqCpu ? 0 : StateBits.Tracer)
        | (cpu.RcuWatching ? StateBits.Rcu : 0)
        | ((cpu.PreemptCount & HardirqMask) != 0 ? StateBits.Hardirq : 0)
        | ((cpu.PreemptCount & NmiMask) != 0 ? StateBits.Nmi : 0);

    public void OnStep(Cpu cpu, string step, StepKind kind)
    {
        var functions = FunctionsOf(new StackTrace());
        var shared = functions.Zip(_open).TakeWhile(pair => pair.First == pair.Second).Count();
        if (shared == functions.Count)
            shared--; // the same step once more

        var state = StateOf(cpu);
        for (var depth = shared; depth < functions.Count; depth++)
        {
            var isStep = depth == functions.Count - 1;
            _lines.Add(new TraceLine(NameOf(functions[depth]), depth, isStep, isStep && kind != StepKind.NoInstr, state));
        }

        _open = functions;
    }

    /// <summary>The name in the kernel, where the function has one.</summary>
    public static string NameOf(MethodBase function) => function.GetCustomAttribute<KernelAttribute>()?.Name ?? function.Name[(function.Name.LastIndexOf('.') + 1)..];

    /// <summary>The functions of the model, the outermost first. An observer's own are none, nor is the machine between a step and here.</summary>
    private static List<MethodBase> FunctionsOf(StackTrace stack) =>
    [
        .. stack.GetFrames()
            .Select(frame => frame.GetMethod())
            .OfType<MethodBase>()
            .TakeWhile(method => method.DeclaringType?.Namespace != typeof(Run).Namespace || method.DeclaringType == typeof(TraceRecorder))
            .Where(method => method.DeclaringType?.Namespace != typeof(Run).Namespace && method.DeclaringType != typeof(Probe) && !method.Name.StartsWith('<'))
            .Reverse(),
    ];
}
