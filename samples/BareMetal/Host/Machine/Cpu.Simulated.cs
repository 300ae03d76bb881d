using NoInstr;

namespace BareMetal.Machine;

internal static partial class Cpu
{
    private static bool s_interruptsEnabled;

    internal static bool InterruptsEnabled => s_interruptsEnabled;

    [NoInstr]
    internal static partial void DisableInterrupts() => s_interruptsEnabled = false;

    [NoInstr]
    internal static partial void EnableInterrupts() => s_interruptsEnabled = true;
}
