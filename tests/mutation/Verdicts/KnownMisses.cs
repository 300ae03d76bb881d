using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What no state contract can say, by kind and function: a mutant that is missed for another reason is a failure.</summary>
internal static class KnownMisses
{
    private const string InstrumentableCallers = "Instrumentable code alone calls the helper, in which a scope means nothing: its markers are verified where noinstr code expands them.";
    private const string UserModeIsNoContract = "That no state is established when user mode was interrupted is no contract of user_mode(): none can say what does not hold.";
    private const string Registers = "It returns the registers of the interrupted context: that they are the right ones is no state.";
    private const string PreviousState = "Instrumentable code, kept for architectures without generic entry: which state it leaves is decided by the value that it found.";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["DropMarker GuestTimingEnterIrqoff"] = InstrumentableCallers,
        ["DropMarker GuestTimingExitIrqoff"] = InstrumentableCallers,
        ["DropMarker ExcDoubleFault"] = "Nothing reaches the End: the call before it panics, and says that it does not return.",
        ["EnableInterrupts ContextTrackingRecursionEnter"] = "Primitives alone call it, whose contracts are axioms: it is a part of them.",
        ["ReturnEarly CtNmiEnter"] = "It counts how deep interrupts and NMIs are nested: the count is a value, and no state depends on it in the same call.",
        ["ReturnEarly ExcNmi"] = "The latch for an NMI in an NMI and the saved CR2 are values of the CPU, which no state describes.",
        ["WeakenCondition ExcNmi"] = "The saved CR2 is a value of the CPU, which no state describes.",
        ["ReturnEarly FredExcNmi"] = "The saved CR2 is a value of the CPU, which no state describes.",
        ["ReturnEarly NmiExitCore"] = "Behind the preempt count comes only lockdep's own count of who has switched it off, which no state describes.",
        ["ReturnEarly TurnLockdepOn"] = "Lockdep's count of who has switched it off is a value that no state describes.",
        ["ReturnEarly AcpiIdleEnterBm"] = "A driver's callback decides by itself where RCU stops watching; that it does not keep the slot's contract is excused where it enters the slot.",
        ["ReturnEarly RestoreInhcall"] = "That a preemptible hypercall was interrupted is a flag of the task, which no state describes.",
        ["WeakenCondition ExceptionEnter"] = PreviousState,
        ["WeakenCondition IrqentryEnter"] = UserModeIsNoContract,
        ["WeakenCondition XenpvExcDebug"] = UserModeIsNoContract,
        ["WeakenCondition LockdepSoftirqStart"] = "Lockdep's hardirq context is a count that no state describes.",
        ["ReturnEarly FixupBadIret"] = Registers,
        ["ReturnEarly Memcpy"] = "It copies registers: that they are the right ones is no state.",
        ["ReturnEarly Stgi"] = "An instruction of the CPU, which sets a flag of AMD's that no state describes.",
        ["ReturnEarly SyncRegs"] = Registers,
        ["ReturnEarly VcSwitchOffIst"] = Registers,
    };

    public static IReadOnlyDictionary<string, string> All => Reasons;

    public static string? ReasonOf(Mutant mutant) => Reasons.GetValueOrDefault(KeyOf(mutant));

    /// <summary>What excuses none of all mutants, and would excuse the next mistake.</summary>
    public static IEnumerable<string> Unused(IEnumerable<Verdict> all) => Reasons.Keys.Except(all.Where(verdict => verdict.IsSilent).Select(verdict => KeyOf(verdict.Mutant)));

    private static string KeyOf(Mutant mutant) => $"{mutant.Kind} {mutant.Function.Identifier.ValueText}";
}
