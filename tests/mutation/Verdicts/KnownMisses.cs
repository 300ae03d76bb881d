using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What no state contract can say, by kind and function: a mutant that is missed for another reason is a failure.</summary>
internal static class KnownMisses
{
    private const string InstrumentableCallers = "Instrumentable code alone calls the helper, in which a scope means nothing: its markers are verified where noinstr code expands them.";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["DropMarker GuestTimingEnterIrqoff"] = InstrumentableCallers,
        ["DropMarker GuestTimingExitIrqoff"] = InstrumentableCallers,
        ["ReturnEarly CtNmiEnter"] = "It counts how deep interrupts and NMIs are nested: the count is a value, and no state depends on it in the same call.",
        ["ReturnEarly ExcNmi"] = "The latch for an NMI in an NMI and the saved CR2 are values of the CPU, which no state describes.",
        ["ReturnEarly AcpiIdleEnterBm"] = "A driver's callback decides by itself where RCU stops watching; that it does not keep the slot's contract is excused where it enters the slot.",
        ["WeakenCondition IrqentryEnter"] = "That no state is established when user mode was interrupted is no contract of user_mode(): none can say what does not hold.",
        ["WeakenCondition LockdepSoftirqStart"] = "Lockdep's hardirq context is a count that no state describes.",
        ["ReturnEarly FixupBadIret"] = "It returns the registers of the interrupted context: that they are the right ones is no state.",
        ["ReturnEarly Memcpy"] = "It copies registers: that they are the right ones is no state.",
        ["ReturnEarly Stgi"] = "An instruction of the CPU, which sets a flag of AMD's that no state describes.",
        ["ReturnEarly SyncRegs"] = "It returns the registers of the interrupted context: that they are the right ones is no state.",
        ["ReturnEarly VcSwitchOffIst"] = "It returns the registers of the interrupted context: that they are the right ones is no state.",
    };

    public static IReadOnlyDictionary<string, string> All => Reasons;

    public static string? ReasonOf(Mutant mutant) => Reasons.GetValueOrDefault($"{mutant.Kind} {mutant.Function.Identifier.ValueText}");
}
