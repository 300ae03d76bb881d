// Annotations contradict each other, or mean nothing where they stand. The later of two is where it is reported.
using System.Runtime.CompilerServices;
using NoInstr;

namespace Violations.ContradictingAnnotations;

/// <summary>A region is one of three: verified on its own, part of each caller, or none at all.</summary>
static class Regions
{
    [NoInstr, AlwaysInline] // NOINSTR304: both [NoInstr] and [AlwaysInline]
    public static void DoSyscall() { }

    [NoInstr, Instrumentable] // NOINSTR304: both [NoInstr] and [Instrumentable]
    public static void DoInterrupt() { }

    [AlwaysInline, Instrumentable] // NOINSTR304: both [AlwaysInline] and [Instrumentable]
    public static void ExitWork() { }

    // Inlined into instrumentable code, the body would stand where a tracer may look.
    [NoInstr]
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // NOINSTR304: both [NoInstr] and AggressiveInlining
    public static void DoNmi() { }

    [NoInstr, MethodImpl(MethodImplOptions.NoInlining)]
    public static void DoNmiClean() { }

    [AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ExitWorkClean() { }
}

/// <summary>Hardware jumps here before anything is established.</summary>
static class EntryPoints
{
    [EntryPoint] // NOINSTR304: is an [EntryPoint], but not [NoInstr]
    public static void DoPageFault() { }

    [EntryPoint, NoInstr]
    public static void DoPageFaultClean() { }
}

/// <summary>States are members of enums, and a list names at least one.</summary>
static class StateLists
{
    [Requires] // NOINSTR304: is empty
    public static void RcuIrqEnter() { }

    [Primitive, Establishes(EntryState.Rcu, "tracing")] // NOINSTR304: has an element that is no enum member
    public static void CtIrqEnter() { }

    [Ensures(EntryState.Nmi)] // NOINSTR304: has the counted state 'Nmi'
    public static void NmiEnter() { }

    [Primitive, Requires(EntryState.Lockdep)]
    [Establishes(EntryState.Rcu, EntryState.Tracing)]
    public static void CtIrqEnterClean() { }
}

/// <summary>On a slot, [NoInstr] says which targets it may hold. A number holds none.</summary>
sealed class Slots
{
    [NoInstr] // NOINSTR304: holds no delegate, function pointer, or table of such
    public int Vector;

    [NoInstr]
    public Action<int>? Handler;

    [NoInstr]
    public readonly Action<int>[] Table = [];

    // Raising it calls whatever has been added.
    [NoInstr] // NOINSTR304
    public event Action? Entered;

    public void Enter() => Entered?.Invoke();

    public void SetVector([NoInstr] int vector) => Vector = vector; // NOINSTR304: parameter 'vector'

    public void SetHandler([NoInstr] Action<int> handler) => Handler = handler;
}
