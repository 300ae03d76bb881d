// A call through a noinstr slot stays in the region, whatever is in it. So nothing may enter it but noinstr targets.
using NoInstr;

namespace Violations.SlotTargets;

/// <summary>All its values are slots.</summary>
[NoInstr]
delegate void InterruptHandler(int vector);

/// <summary>The pv_ops of the sample.</summary>
sealed class PvOps
{
    [NoInstr]
    public Action<int>? Enter;

    [NoInstr]
    public Action<int> Exit { get; set; } = Targets.TraceEnter; // NOINSTR302: the property 'Exit'

    [NoInstr]
    public readonly Action<int>?[] Syscalls =
    [
        Targets.Enter,
        Targets.TraceEnter, // NOINSTR302: enters the field 'Syscalls'
        null,
    ];

    public InterruptHandler? Nmi;

    public event InterruptHandler? Spurious { add { } remove { } }
}

static class Targets
{
    [NoInstr]
    public static void Enter(int vector) { }

    public static void TraceEnter(int vector) { }
}

/// <summary>Boot code is instrumentable, and still answers for what it stores.</summary>
static class Boot
{
    public static void Store(PvOps ops, Action<int> probe, [NoInstr] Action<int> backend)
    {
        ops.Enter = Targets.TraceEnter; // NOINSTR302: not [NoInstr]
        ops.Enter += Targets.TraceEnter; // NOINSTR302: enters the field 'Enter'
        ops.Enter ??= probe; // NOINSTR302: it does not come from a noinstr slot
        ops.Nmi = new InterruptHandler(probe); // NOINSTR302: the delegate type 'InterruptHandler'
        ops.Spurious += Targets.TraceEnter; // NOINSTR302: the delegate type 'InterruptHandler'

        ops.Enter = Targets.Enter;
        ops.Enter = backend;
        ops.Enter -= Targets.TraceEnter;
        ops.Nmi = Targets.Enter;
        ops.Spurious += Targets.Enter;
    }

    /// <summary>A lambda is noinstr by entering a slot: a root, verified where it stands.</summary>
    public static void StoreLambdas(PvOps ops)
    {
        ops.Enter = vector => Targets.Enter(vector);
        ops.Enter = vector => Targets.TraceEnter(vector); // NOINSTR101: calls 'Targets.TraceEnter'
        ops.Enter = [Instrumentable] (vector) => Targets.TraceEnter(vector); // NOINSTR302: [Instrumentable]
        ops.Nmi = async vector => await System.Threading.Tasks.Task.Delay(vector); // NOINSTR302: async
    }

    /// <summary>Each branch counts, and each element of a table.</summary>
    public static void StoreChoices(PvOps ops, bool traced)
    {
        ops.Enter = traced ? Targets.TraceEnter : Targets.Enter; // NOINSTR302: 'Targets.TraceEnter'
        var table = ops.Syscalls;
        table[0] = Targets.TraceEnter; // NOINSTR302: an element of the table 'table'
        table[1] = Targets.Enter;
    }

    public static void Register(PvOps ops)
    {
        Set(ops, Targets.Enter);
        Set(ops, Targets.TraceEnter); // NOINSTR302: the parameter 'handler'
    }

    private static void Set(PvOps ops, [NoInstr] Action<int> handler) => ops.Enter = handler;

    [return: NoInstr]
    private static Action<int> Default() => Targets.TraceEnter; // NOINSTR302: the return value
}

/// <summary>A reference to a slot lets others store what they like.</summary>
static class References
{
    public static void Pass(PvOps ops)
    {
        Clear(ref ops.Enter); // NOINSTR302: can store any target
        Reset(ref ops.Enter);
        ref readonly var read = ref ops.Enter;
        Fill(ops.Syscalls); // NOINSTR302: A table leaves the field 'Syscalls'
    }

    public static ref Action<int>? Leak(PvOps ops) => ref ops.Enter; // NOINSTR302

    private static void Clear(ref Action<int>? slot) => slot = null;

    private static void Fill(Action<int>?[] handlers) => handlers[0] = Targets.TraceEnter;

    private static void Reset([NoInstr] ref Action<int>? slot) => slot = Targets.Enter;
}

/// <summary>Function pointers are targets, too.</summary>
unsafe struct DescriptorTable
{
    [NoInstr]
    public delegate*<int, void> Nmi;

    public static void Setup(DescriptorTable table)
    {
        table.Nmi = &Targets.TraceEnter; // NOINSTR302
        table.Nmi = &Targets.Enter;
    }
}
