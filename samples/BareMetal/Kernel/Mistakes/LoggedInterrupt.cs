using System.Runtime.InteropServices;
using BareMetal.Interrupts;
using BareMetal.Storage;
using NoInstr;

namespace BareMetal.Mistakes;

/// <summary>Opens a scope to call what may not be called. A scope needs RCU, which this kernel does not have: there is none in an interrupt.</summary>
internal static unsafe class LoggedInterrupt
{
    private static IBlockReader s_log = null!;

    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    [UnmanagedCallersOnly]
    internal static void OnInterrupt(InterruptFrame* frame)
    {
        using (InstrumentationScope.Open()) // NOINSTR401: 'EntryState.Rcu'
        {
            s_log.Received(0);
        }
    }
}
