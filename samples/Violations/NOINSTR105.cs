// Raising an exception allocates and runs the handlers of every caller.
#pragma warning disable CS8509 // The compiler warns of the same: the last switch does not match everything.
using System;
using NoInstr;

namespace Violations.Throwing;

static class Entry
{
    [NoInstr]
    public static int Vector(int number)
    {
        if (number < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(number)); // NOINSTR105: 'Entry.Vector' is noinstr, but throws
        }

        return number switch // NOINSTR105: 'Entry.Vector' is noinstr, but throws
        {
            0 => 32,
            1 => 33,
        };
    }

    [NoInstr]
    public static void DoSyscall(Action? handler)
    {
        try
        {
            _ = handler ?? throw new InvalidOperationException(); // NOINSTR105: 'Entry.DoSyscall' is noinstr, but throws
        }
        catch (InvalidOperationException)
        {
            throw; // NOINSTR105: 'Entry.DoSyscall' is noinstr, but throws
        }
    }

    [NoInstr]
    public static void Crash()
    {
        using var scope = InstrumentationScope.Open();
        throw new InvalidOperationException();
    }
}
