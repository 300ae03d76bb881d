using NoInstr;

namespace BareMetal.Machine;

internal static unsafe partial class Devices
{
    [NoInstr]
    private static Registers* Board => (Registers*)0x1000_0000;

    [NoInstr]
    internal static partial uint ClaimLine() => Board->Claim;

    [NoInstr]
    internal static partial void CompleteLine(uint line) => Board->Claim = line;

    [NoInstr]
    internal static partial ulong ReadClock() => Board->Clock;

    [NoInstr]
    internal static partial void SetAlarm(ulong deadline) => Board->Alarm = (nuint)deadline;

    [NoInstr]
    internal static partial void StartRead(uint tag, uint block)
    {
        Board->DiskBlock = block;
        Board->DiskTag = tag;
    }

    [NoInstr]
    internal static partial uint TakeCompletion() => Board->DiskDone;

    private struct Registers
    {
        public volatile uint Claim;
        public volatile uint DiskBlock;
        public volatile uint DiskTag;
        public volatile uint DiskDone;
        public volatile nuint Clock;
        public volatile nuint Alarm;
    }
}
