using System.Runtime.InteropServices;
using NoInstr;

namespace BareMetal.Interrupts;

/// <summary>Where the assembly of an interrupt comes to. It may have interrupted anything but code with interrupts disabled.</summary>
internal static unsafe class InterruptEntry
{
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    [UnmanagedCallersOnly(EntryPoint = "on_interrupt")]
    internal static void OnInterrupt(InterruptFrame* frame)
    {
        HardIrq.Enter();
        var claimed = ClaimedLine.Take();
        DescriptorTable.Dispatch(claimed.Line, frame);
        ClaimedLine.Complete(claimed);
        HardIrq.Exit();
    }
}
