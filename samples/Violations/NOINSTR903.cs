// What the engine cannot see is reported. Which pair of conversions ++ uses is in no API.
using NoInstr;

namespace Violations.UnknownConstruct;

struct Count
{
    public static implicit operator int(Count count) => 0;

    public static implicit operator Count(int value) => default;

    public static implicit operator long(Count count) => 0;

    public static implicit operator Count(long value) => default;
}

static class Entry
{
    private static Count _entered;

    [NoInstr]
    public static void DoSyscall()
    {
        _entered++; // NOINSTR903: cannot be determined ('implicit conversion')
        InstrumentationScope.Begin();
        _entered++;
        InstrumentationScope.End();
    }
}
