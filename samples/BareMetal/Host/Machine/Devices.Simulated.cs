using System;
using NoInstr;

namespace BareMetal.Machine;

/// <summary>
/// A board whose clock is counted by the program. The kernel's handlers read and write it, so it is noinstr as they are: what happens goes into the
/// journal, and is printed later.
/// </summary>
internal static partial class Devices
{
    private const ulong Latency = 4;

    private static ulong s_clock;
    private static ulong s_alarm;
    private static uint s_claimed;
    private static ulong[] s_readyAt = null!;

    internal static void PowerOn()
    {
        (s_clock, s_alarm, s_claimed) = (0, NoAlarm, NoLine);
        s_readyAt = new ulong[4];
        Array.Fill(s_readyAt, ulong.MaxValue);
    }

    internal static void Tick() => s_clock++;

    /// <summary>A device asks for attention, and what it asked for last has been completed.</summary>
    internal static bool IsInterruptPending => s_claimed == NoLine && PendingLine() != NoLine;

    [NoInstr]
    internal static partial uint ClaimLine()
    {
        s_claimed = PendingLine();
        Journal.Note(Happening.LineClaimed, s_claimed);
        return s_claimed;
    }

    [NoInstr]
    internal static partial void CompleteLine(uint line)
    {
        s_claimed = NoLine;
        Journal.Note(Happening.LineCompleted, line);
    }

    [NoInstr]
    internal static partial ulong ReadClock() => s_clock;

    [NoInstr]
    internal static partial void SetAlarm(ulong deadline)
    {
        s_alarm = deadline;
        Journal.Note(Happening.AlarmSet, deadline);
    }

    [NoInstr]
    internal static partial void StartRead(uint tag, uint block)
    {
        s_readyAt[tag] = s_clock + Latency + block;
        Journal.Note(Happening.ReadStarted, block);
    }

    [NoInstr]
    internal static partial uint TakeCompletion()
    {
        for (uint tag = 0; tag < s_readyAt.Length; tag++)
        {
            if (s_readyAt[tag] <= s_clock)
            {
                s_readyAt[tag] = ulong.MaxValue;
                Journal.Note(Happening.CompletionTaken, tag);
                return tag;
            }
        }

        return NoTag;
    }

    [NoInstr]
    private static uint PendingLine()
    {
        if (s_alarm <= s_clock)
        {
            return TimerLine;
        }

        for (var tag = 0; tag < s_readyAt.Length; tag++)
        {
            if (s_readyAt[tag] <= s_clock)
            {
                return DiskLine;
            }
        }

        return NoLine;
    }
}
