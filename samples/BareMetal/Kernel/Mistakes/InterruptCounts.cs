using System.Runtime.InteropServices;
using BareMetal.Interrupts;
using BareMetal.Machine;
using NoInstr;

namespace BareMetal.Mistakes;

/// <summary>Counts interrupts, in an array that its static constructor makes: whoever counts first runs it, and that is an interrupt.</summary>
internal static class InterruptCounts
{
    private static readonly uint[] s_counts;

    static InterruptCounts() => s_counts = new uint[Devices.Lines];

    [NoInstr]
    internal static void Add(uint line) => s_counts[line]++;
}

internal static unsafe class CountedInterrupt
{
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    [UnmanagedCallersOnly]
    internal static void OnInterrupt(InterruptFrame* frame)
    {
        var claimed = ClaimedLine.Take();
        InterruptCounts.Add(claimed.Line); // NOINSTR103: InterruptCounts
        ClaimedLine.Complete(claimed);
    }
}
