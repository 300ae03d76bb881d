using System.Runtime.InteropServices;
using BareMetal.Interrupts;
using BareMetal.Machine;
using NoInstr;

namespace BareMetal.Storage;

/// <summary>
/// Reads blocks. The completion interrupt notes what is done, in memory that exists already; whoever waits for it is called later, through an
/// interface, where that is allowed.
/// </summary>
internal static unsafe class Disk
{
    private const uint Tags = 4;

    private static Request[] s_requests = null!;
    private static CompletionRing s_completed = null!;

    internal static void Allocate()
    {
        s_requests = new Request[Tags];
        s_completed = new CompletionRing(Tags);
    }

    /// <summary>False when the disk has as many requests as it takes.</summary>
    internal static bool Read(uint block, IBlockReader reader)
    {
        for (uint tag = 0; tag < Tags; tag++)
        {
            if (s_requests[tag].Reader is null)
            {
                s_requests[tag].Block = block;
                s_requests[tag].Reader = reader;
                Devices.StartRead(tag, block);
                return true;
            }
        }

        return false;
    }

    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    [UnmanagedCallersOnly]
    internal static void OnCompletion(InterruptFrame* frame)
    {
        for (var tag = Devices.TakeCompletion(); tag != Devices.NoTag; tag = Devices.TakeCompletion())
        {
            s_completed.Add(tag);
        }
    }

    /// <summary>Calls who waits for what is done. A reader may ask for the next block at once, so its tag is free before.</summary>
    [Forbids(IrqState.Disabled)]
    internal static void Deliver()
    {
        while (s_completed.TryTake(out var tag))
        {
            var request = s_requests[tag];
            s_requests[tag].Reader = null;
            request.Reader?.Received(request.Block);
        }
    }

    private struct Request
    {
        public uint Block;
        public IBlockReader? Reader;
    }
}
