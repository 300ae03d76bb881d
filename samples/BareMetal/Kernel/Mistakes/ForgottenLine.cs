using System.Runtime.InteropServices;
using BareMetal.Interrupts;
using NoInstr;

namespace BareMetal.Mistakes;

/// <summary>Leaves early for the line of the watchdog. It is claimed and never completed, so the watchdog is heard once.</summary>
internal static unsafe class ForgottenLine
{
    private const uint WatchdogLine = 3;

    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    [UnmanagedCallersOnly]
    internal static void OnInterrupt(InterruptFrame* frame)
    {
        HardIrq.Enter();
        var claimed = ClaimedLine.Take(); // NOINSTR407
        if (claimed.Line == WatchdogLine)
        {
            HardIrq.Exit();
            return;
        }

        DescriptorTable.Dispatch(claimed.Line, frame);
        ClaimedLine.Complete(claimed);
        HardIrq.Exit();
    }
}
