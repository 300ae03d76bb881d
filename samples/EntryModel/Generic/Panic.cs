using System.Diagnostics.CodeAnalysis;

namespace EntryModel.Generic;

/// <summary>The machine has stopped. Whoever runs it finds the CPU as it was then; there is no way back.</summary>
internal sealed class KernelPanicException : Exception
{
    internal KernelPanicException()
        : base("Kernel panic - not syncing")
    {
    }
}

/// <summary>kernel/panic.c</summary>
internal static class Panics
{
    [DoesNotReturn]
    internal static void Panic(Cpu cpu)
    {
        Hook(cpu);
        throw new KernelPanicException();
    }

    internal static void AddTaint(Cpu cpu) => Work(cpu);
}
