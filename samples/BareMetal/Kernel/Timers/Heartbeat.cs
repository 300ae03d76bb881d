using System;
using BareMetal.Machine;
using NoInstr;

namespace BareMetal.Timers;

/// <summary>A timer that winds itself up again: what a watchdog looks at.</summary>
internal static class Heartbeat
{
    private const ulong Period = 10;

    // Made once, before the first beat: the conversion of a method to a delegate allocates.
    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    private static Action s_onBeat = null!;

    private static uint s_beats;

    internal static uint Beats => s_beats;

    [Forbids(IrqState.Disabled)]
    internal static void Start()
    {
        s_onBeat = OnBeat;
        TimerQueue.Arm(Devices.ReadClock() + Period, s_onBeat);
    }

    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    private static void OnBeat()
    {
        s_beats++;
        TimerQueue.Insert(Devices.ReadClock() + Period, s_onBeat);
    }
}
