using System.Collections.Generic;
using NoInstr;

namespace BareMetal.Machine;

/// <summary>What the board was asked to do. It is written in interrupts, into memory that exists already, and read between them.</summary>
internal static class Journal
{
    private static Entry[] s_entries = null!;
    private static int s_count;

    internal static void Open() => (s_entries, s_count) = (new Entry[64], 0);

    /// <summary>What does not fit is lost, as in any trace buffer.</summary>
    [NoInstr]
    internal static void Note(Happening happening, ulong value)
    {
        if (s_count < s_entries.Length)
        {
            s_entries[s_count].Happening = happening;
            s_entries[s_count].Value = value;
            s_count++;
        }
    }

    /// <summary>Everything since it was read last.</summary>
    internal static IReadOnlyList<string> Read()
    {
        var lines = new List<string>();
        for (var index = 0; index < s_count; index++)
        {
            lines.Add(s_entries[index].ToString());
        }

        s_count = 0;
        return lines;
    }

    private struct Entry
    {
        public Happening Happening;
        public ulong Value;

        public override readonly string ToString() => Happening switch
        {
            Happening.LineClaimed => $"line {Value} claimed",
            Happening.LineCompleted => $"line {Value} completed",
            Happening.AlarmSet => Value == Devices.NoAlarm ? "alarm off" : $"alarm set to {Value}",
            Happening.ReadStarted => $"read of block {Value} started",
            _ => $"request {Value} taken",
        };
    }
}

internal enum Happening
{
    LineClaimed,
    LineCompleted,
    AlarmSet,
    ReadStarted,
    CompletionTaken,
}
