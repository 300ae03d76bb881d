using System;
using System.Runtime.InteropServices;
using BareMetal.Interrupts;
using BareMetal.Machine;
using NoInstr;

namespace BareMetal.Timers;

/// <summary>
/// Calls back once, from the timer's interrupt, when a deadline has passed. The rule for callbacks is on the parameter: Action is a type of the core
/// library, which knows nothing of interrupts.
/// </summary>
internal static unsafe class TimerQueue
{
    private const int Capacity = 8;

    private static Timer[] s_timers = null!;

    internal static void Allocate() => s_timers = new Timer[Capacity];

    /// <summary>For code that can be interrupted. It enables interrupts when it is done, so a callback must not come here.</summary>
    [NoInstr, Forbids(IrqState.Disabled)]
    internal static bool Arm(ulong deadline, [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)] Action callback)
    {
        Cpu.DisableInterrupts();
        var armed = Insert(deadline, callback);
        Cpu.EnableInterrupts();
        return armed;
    }

    /// <summary>False when all timers are in use.</summary>
    [NoInstr, Requires(IrqState.Disabled)]
    internal static bool Insert(ulong deadline, [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)] Action callback)
    {
        for (var index = 0; index < s_timers.Length; index++)
        {
            if (s_timers[index].Callback is null)
            {
                s_timers[index].Deadline = deadline;
                s_timers[index].Callback = callback;
                SetNextAlarm();
                return true;
            }
        }

        return false;
    }

    [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
    [UnmanagedCallersOnly]
    internal static void OnAlarm(InterruptFrame* frame)
    {
        var now = Devices.ReadClock();
        for (var index = 0; index < s_timers.Length; index++)
        {
            var callback = s_timers[index].Callback;
            if (callback is not null && s_timers[index].Deadline <= now)
            {
                s_timers[index].Callback = null;
                callback();
            }
        }

        SetNextAlarm();
    }

    [NoInstr, Requires(IrqState.Disabled)]
    private static void SetNextAlarm()
    {
        var next = Devices.NoAlarm;
        for (var index = 0; index < s_timers.Length; index++)
        {
            if (s_timers[index].Callback is not null && s_timers[index].Deadline < next)
            {
                next = s_timers[index].Deadline;
            }
        }

        Devices.SetAlarm(next);
    }

    private struct Timer
    {
        public ulong Deadline;

        [NoInstr, Requires(IrqState.Disabled, EntryState.HardIrq)]
        public Action? Callback;
    }
}
