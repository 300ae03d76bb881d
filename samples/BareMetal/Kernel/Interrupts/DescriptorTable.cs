using NoInstr;

namespace BareMetal.Interrupts;

/// <summary>
/// A handler for each line. Whatever is in a gate runs where nothing may be logged, locked, allocated or thrown, so each gate is a noinstr slot: only
/// handlers that were verified get in (NOINSTR302).
/// </summary>
internal static unsafe class DescriptorTable
{
    // No initialiser: the runtime would run it at the first use, which may be an interrupt.
    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    private static delegate* unmanaged<InterruptFrame*, void>[] s_gates = null!;

    internal static void Allocate(uint lines) => s_gates = new delegate* unmanaged<InterruptFrame*, void>[lines];

    internal static void Install(
        uint line, [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)] delegate* unmanaged<InterruptFrame*, void> handler) =>
        s_gates[line] = handler;

    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    internal static void Dispatch(uint line, InterruptFrame* frame)
    {
        var handler = s_gates[line];
        if (handler != null)
        {
            handler(frame);
        }
    }
}
