namespace EntryModel.Machine;

/// <summary>What the debug options of a kernel would have reported.</summary>
internal enum Violation : byte
{
    InstrumentableWithoutRcu,
    LockdepDiffersFromHardware,
    TracerDiffersFromHardware,
    LockdepNotPrepared,
    LockdepChangedAcrossReturn,
    TracerChangedAcrossReturn,
    IrqsEnabled,
    IrqsDisabled,
    NotFromUserMode,
    FromUserMode,
    WrongContextTrackingState,
    RcuAlreadyWatching,
    RcuNotWatching,
    ContextTrackingNesting,
    SchedulingWhileAtomic,
    NotOnThreadStack,
    NotInNmi,
    NmiNestingTooDeep,
    InHardirq,
    NoUserAddressSpace,
    InhcallFromIdle,
    SingleStepInKernel,
    UnknownTrap,
    StateChangedAcrossReturn,
    NotTaskPtRegs,
    TaskSwitchedSet,
    UnexpectedAsyncPf,
    NoPanic,
}

/// <summary>The violations of a run. Sized once: whoever reports one may not allocate.</summary>
internal sealed class ViolationLog
{
    internal readonly Violation[] What = new Violation[32];
    internal readonly string[] Where = new string[32];
    internal int Count;

    internal IEnumerable<(Violation What, string Where)> All => What.Zip(Where).Take(Count);
}

/// <summary>
/// WARN_ON_ONCE() and BUG_ON(). On x86 a warning is one undefined instruction, so noinstr code may warn; the report
/// is made by the trap that it raises. Here too: noted now, printed when the entry point has returned.
/// </summary>
[NoInstr]
internal static class Warn
{
    internal static bool On(Cpu cpu, bool condition, Violation what, [CallerMemberName] string where = "")
    {
        if (!condition)
            return false;

        var log = cpu.Violations;
        if (log.Count < log.What.Length)
        {
            log.What[log.Count] = what;
            log.Where[log.Count] = where;
            log.Count++;
        }

        return true;
    }
}
