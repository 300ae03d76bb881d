using BareMetal.Machine;
using BareMetal.Timers;
using NoInstr;

namespace BareMetal.Mistakes;

/// <summary>Winds itself up again as other code does: with a new delegate for each beat, and through Arm, which would let the next interrupt in.</summary>
internal static class RearmedTimer
{
    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    private static void OnBeat()
    {
        TimerQueue.Insert(Devices.ReadClock() + 10, OnBeat); // NOINSTR104: delegate
    }

    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    internal static void OnOtherBeat([NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)] System.Action next)
    {
        TimerQueue.Arm(Devices.ReadClock() + 10, next); // NOINSTR406: 'TimerQueue.Arm'
    }
}
