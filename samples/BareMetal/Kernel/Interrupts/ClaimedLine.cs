using BareMetal.Machine;
using NoInstr;

namespace BareMetal.Interrupts;

/// <summary>
/// A line that the controller has handed out. Until it is completed, exactly once, the controller raises it no more: a way out that forgets it loses
/// the device for good.
/// </summary>
[EntryToken]
internal readonly struct ClaimedLine
{
    [NoInstr]
    private ClaimedLine(uint line) => Line = line;

    [NoInstr]
    internal uint Line { get; }

    [NoInstr]
    internal static ClaimedLine Take() => new(Devices.ClaimLine());

    [NoInstr]
    internal static void Complete([Consumes] ClaimedLine claimed) => Devices.CompleteLine(claimed.Line);
}
