using NoInstr;

namespace BareMetal.Interrupts;

/// <summary>How many interrupts are being handled. Code that must not sleep asks.</summary>
internal static class HardIrq
{
    private static int s_depth;

    [NoInstr, Primitive, Establishes(EntryState.HardIrq)]
    internal static void Enter() => s_depth++;

    [NoInstr, Primitive, Revokes(EntryState.HardIrq)]
    internal static void Exit() => s_depth--;

    [NoInstr, HoldsWhen(true, EntryState.HardIrq, Exact = true)]
    internal static bool IsHandling() => s_depth > 0;
}
