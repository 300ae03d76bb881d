using NoInstr;

namespace BareMetal.Machine;

/// <summary>The registers of the board: an interrupt controller that hands out lines, a clock with one alarm, and a disk.</summary>
internal static partial class Devices
{
    internal const uint NoLine = 0;
    internal const uint TimerLine = 1;
    internal const uint DiskLine = 2;
    internal const uint Lines = 3;

    internal const uint NoTag = uint.MaxValue;
    internal const ulong NoAlarm = ulong.MaxValue;

    /// <summary>Takes the pending line of the highest priority; the controller is silent about it until it is completed.</summary>
    internal static partial uint ClaimLine();

    internal static partial void CompleteLine(uint line);

    internal static partial ulong ReadClock();

    internal static partial void SetAlarm(ulong deadline);

    internal static partial void StartRead(uint tag, uint block);

    /// <summary>Takes the tag of a read that is done, or <see cref="NoTag"/>.</summary>
    internal static partial uint TakeCompletion();
}
