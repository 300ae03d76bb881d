// An always-inline method that the JIT may leave out of line, where it can be instrumented.
using System.Runtime.CompilerServices;
using NoInstr;

namespace Violations.AlwaysInlineMayStayAMethod;

static class Entry
{
    [AlwaysInline]
    internal static void ExitWork() { } // NOINSTR306

    // It wins over AggressiveInlining, too.
    [AlwaysInline]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveInlining)]
    internal static void CpuIdleEnter() { } // NOINSTR306

    internal static int Depth
    {
        [AlwaysInline]
        get => 0; // NOINSTR306
    }

    [AlwaysInline]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ExitWorkClean() { }

    internal static int DepthClean
    {
        [AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    // Instrumentable code is inlined or not, as the JIT likes.
    internal static void TraceSysExit() { }
}

/// <summary>A word that counts how deep the CPU is in the kernel.</summary>
readonly struct Nesting(int count)
{
    public readonly int Count = count;

    [AlwaysInline]
    public static Nesting operator ++(Nesting nesting) => new(nesting.Count + 1); // NOINSTR306

    [AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Nesting operator --(Nesting nesting) => new(nesting.Count - 1);
}
