using System.Runtime.InteropServices;
using BareMetal.Interrupts;
using BareMetal.Machine;
using BareMetal.Storage;
using NoInstr;

namespace BareMetal.Mistakes;

/// <summary>The first completion interrupt: it made an object of each completion, and told the reader at once.</summary>
internal static unsafe class EagerCompletion
{
    private static IBlockReader s_reader = null!;
    private static Completion s_last = null!;

    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    [UnmanagedCallersOnly]
    internal static void OnCompletion(InterruptFrame* frame)
    {
        var tag = Devices.TakeCompletion();
        s_last = new Completion { Tag = tag }; // NOINSTR104
        s_reader.Received(tag); // NOINSTR102: 'IBlockReader.Received'
    }

    private sealed class Completion
    {
        public uint Tag;
    }
}
