using System.Runtime.InteropServices;
using BareMetal.Interrupts;
using BareMetal.Machine;
using BareMetal.Storage;
using BareMetal.Timers;
using NoInstr;

namespace BareMetal.Mistakes;

/// <summary>Hands over code that was written for a thread: nobody has verified what it calls.</summary>
internal static unsafe class SlowHandlers
{
    private static IBlockReader s_cache = null!;

    [Forbids(IrqState.Disabled)]
    internal static void Install()
    {
        TimerQueue.Arm(100, Flush); // NOINSTR302: 'SlowHandlers.Flush'
        DescriptorTable.Install(Devices.TimerLine, &OnNetwork); // NOINSTR302: 'SlowHandlers.OnNetwork'
    }

    private static void Flush() => s_cache.Received(0);

    [UnmanagedCallersOnly]
    private static void OnNetwork(InterruptFrame* frame)
    {
    }
}
