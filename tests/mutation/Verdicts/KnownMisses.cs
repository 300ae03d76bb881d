using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What no state contract of the model says, by kind and function: a mutant that is missed for another reason is a failure.</summary>
internal static class KnownMisses
{
    private const string InstrumentableCallers = "Instrumentable code alone calls the helper, in which a scope means nothing: its markers are verified where noinstr code expands them.";
    private const string NeverReturns = "Nothing reaches the End: the call before it panics, and says that it does not return.";
    private const string PartOfAxioms = "Primitives alone call it, whose contracts are axioms: it is a part of them.";
    private const string NestingOfRcu = "RCU may watch before, and then the call only nests: that as many are undone as were made is a count, which no state of the model describes.";
    private const string UserModeIsNoContract = "That no state is established when user mode was interrupted is no contract of user_mode(): none can say what does not hold.";
    private const string Mistaken = "It takes one exception for another: which one it is is a value.";
    private const string Registers = "It returns the registers of the interrupted context: that they are the right ones is no state.";
    private const string PreviousState = "Instrumentable code, kept for architectures without generic entry: which state it leaves is decided by the value that it found.";
    private const string Cr2 = "The saved CR2 is a value of the CPU, which no state of the model describes.";
    private const string LockdepsOwnCount = "Lockdep's count of who has switched it off is a value that no state of the model describes.";
    private const string HardirqContext = "Lockdep's hardirq context is a count that no state of the model describes.";
    private const string GlobalInterruptFlag = "An instruction of the CPU, which changes a flag of AMD's that no state of the model describes.";
    private const string StackInUse = "Which stack it is on, and whether that one is in use, is no state of the model.";
    private const string Hypercall = "That a preemptible hypercall was interrupted is a flag of the task, which no state of the model describes.";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["DropMarker GuestTimingEnterIrqoff"] = InstrumentableCallers,
        ["DropMarker GuestTimingExitIrqoff"] = InstrumentableCallers,
        ["DropMarker NmiEnter"] = InstrumentableCallers,
        ["DropMarker ExcDoubleFault"] = NeverReturns,
        ["DropMarker McePanic"] = NeverReturns,

        ["RepeatStateCall CtCpuidleExit"] = NestingOfRcu,
        ["RepeatStateCall CtIdleExit"] = NestingOfRcu,
        ["RepeatStateCall CtIrqEnter"] = NestingOfRcu,
        ["RepeatStateCall IrqEnter"] = NestingOfRcu,
        ["RepeatStateCall IrqentryEnter"] = NestingOfRcu,
        ["RepeatStateCall IrqentryNmiEnter"] = NestingOfRcu,

        ["EnableInterrupts ContextTrackingRecursionEnter"] = PartOfAxioms,

        ["ReturnEarly AcpiIdleEnterBm"] = "A driver's callback decides by itself where RCU stops watching; that it does not keep the slot's contract is excused where it enters the slot.",
        ["ReturnEarly CallOnIrqstackCond"] = StackInUse,
        ["ReturnEarly Clgi"] = GlobalInterruptFlag,
        ["ReturnEarly ContextTrackingRecursionEnter"] = PartOfAxioms,
        ["ReturnEarly CtNmiEnter"] = "It counts how deep interrupts and NMIs are nested: the count is a value, and no state depends on it in the same call.",
        ["ReturnEarly ExcNmi"] = "The latch for an NMI in an NMI and the saved CR2 are values of the CPU, which no state of the model describes.",
        ["ReturnEarly FixupBadIret"] = Registers,
        ["ReturnEarly FredExcNmi"] = Cr2,
        ["ReturnEarly GetAndClearInhcall"] = Hypercall,
        ["ReturnEarly IrqEnterRaw"] = HardirqContext,
        ["ReturnEarly IrqentryNmiEnter"] = "Behind the last state comes the token alone: that it says what lockdep believed before is a value.",
        ["ReturnEarly Memcpy"] = "It copies registers: that they are the right ones is no state.",
        ["ReturnEarly NmiExitCore"] = LockdepsOwnCount,
        ["ReturnEarly RestoreInhcall"] = Hypercall,
        ["ReturnEarly Stgi"] = GlobalInterruptFlag,
        ["ReturnEarly SyncRegs"] = Registers,
        ["ReturnEarly TurnLockdepOff"] = LockdepsOwnCount,
        ["ReturnEarly TurnLockdepOn"] = LockdepsOwnCount,
        ["ReturnEarly VcSwitchOffIst"] = Registers,
        ["ReturnEarly WriteCr2"] = Cr2,

        ["WeakenCondition CallOnIrqstackCond"] = StackInUse,
        ["WeakenCondition ContextTrackingRecursionEnter"] = PartOfAxioms,
        ["WeakenCondition ExceptionEnter"] = PreviousState,
        ["WeakenCondition ExceptionExit"] = PreviousState,
        ["WeakenCondition ExcNmi"] = Cr2,
        ["WeakenCondition FredExcNmi"] = Cr2,
        ["WeakenCondition FredExtint"] = Mistaken,
        ["WeakenCondition FredHwexc"] = Mistaken,
        ["WeakenCondition HandleBug"] = "It takes for a bug what is none; and what it does with one is outside of the rules, in the kernel too.",
        ["WeakenCondition HandleXfdEvent"] = Mistaken,
        ["WeakenCondition IrqentryEnter"] = UserModeIsNoContract,
        ["WeakenCondition LockdepSoftirqEnd"] = HardirqContext,
        ["WeakenCondition LockdepSoftirqStart"] = HardirqContext,
        ["WeakenCondition RawIrqentryExitCondResched"] = "The preempt count that it reads is the interrupted context's, of whose states nothing is known there.",
        ["WeakenCondition RestoreInhcall"] = Hypercall,
        ["WeakenCondition XenpvExcDebug"] = UserModeIsNoContract,
        ["WeakenCondition XenpvExcMachineCheck"] = UserModeIsNoContract,
    };

    public static IReadOnlyDictionary<string, string> All => Reasons;

    public static string? ReasonOf(Mutant mutant) => Reasons.GetValueOrDefault(KeyOf(mutant));

    /// <summary>What excuses none of all mutants, and would excuse the next mistake.</summary>
    public static IEnumerable<string> Unused(IEnumerable<Verdict> all) => Reasons.Keys.Except(all.Where(verdict => verdict.IsSilent).Select(verdict => KeyOf(verdict.Mutant)));

    private static string KeyOf(Mutant mutant) => $"{mutant.Kind} {mutant.Function.Identifier.ValueText}";
}
