// A noinstr method that the JIT may inline into instrumentable code.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NoInstr;

namespace Violations.NoInstrCanBeInlined;

/// <summary>What hardware enters: each is a method of its own, in the kernel a symbol in .noinstr.text.</summary>
static class Entry
{
    [NoInstr]
    public static void DoSyscall() { } // NOINSTR305

    // Slow is not the same as out of line.
    [NoInstr]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public static void DoNmi() { } // NOINSTR305

    [NoInstr]
    public static int Depth => 0; // NOINSTR305

    public static int Vector
    {
        [NoInstr]
        get => 0; // NOINSTR305
    }

    [NoInstr]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DoSyscallClean() { }

    [NoInstr, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static void DoNmiClean() { }

    public static int VectorClean
    {
        [NoInstr, MethodImpl(MethodImplOptions.NoInlining)]
        get => 0;
    }

    // Managed code cannot call it, so there is nothing to inline it into.
    [NoInstr, UnmanagedCallersOnly]
    public static void DoMachineCheck() { }

    public static void TraceSysEnter() { }
}

/// <summary>A type that is covered has only noinstr bodies.</summary>
[NoInstr]
sealed class Cpu
{
    public Cpu(int number) => Number = number; // NOINSTR305

    // The compiler writes the accessor.
    public int Number { get; }

    public void EnterFromUser() { } // NOINSTR305

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EnterFromUserClean() { }

    [Instrumentable]
    public void Describe() { }
}
