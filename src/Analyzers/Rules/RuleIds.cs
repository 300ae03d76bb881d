namespace NoInstr.Analyzers.Rules;

/// <summary>The ids of the finished rules. With <see cref="PropertyKeys"/>, all that a code fix knows of the analyzer.</summary>
public static class RuleIds
{
    public const string CallLeavesRegion = "NOINSTR101";
    public const string IndirectCall = "NOINSTR102";
    public const string InsertedCall = "NOINSTR103";
    public const string Allocation = "NOINSTR104";
    public const string Throw = "NOINSTR105";
    public const string ReturnWithScopeOpen = "NOINSTR201";
    public const string EndWithoutBegin = "NOINSTR202";
    public const string DepthDiffers = "NOINSTR203";
    public const string NestedScope = "NOINSTR204";
    public const string IdleScope = "NOINSTR205";
    public const string ScopeLeftByException = "NOINSTR206";
    public const string BrokenInheritance = "NOINSTR301";
    public const string SlotTarget = "NOINSTR302";
    public const string SuspendedBody = "NOINSTR303";
    public const string ContradictingAnnotations = "NOINSTR304";
    public const string NotNoInlining = "NOINSTR305";
    public const string NotAggressiveInlining = "NOINSTR306";
    public const string CannotInline = "NOINSTR307";
    public const string VisibleHelper = "NOINSTR308";
    public const string UnjustifiedTrust = "NOINSTR309";
    public const string UnnecessaryTrust = "NOINSTR310";
    public const string StateNotEstablished = "NOINSTR401";
    public const string StateAlreadyEstablished = "NOINSTR402";
    public const string StateNotStanding = "NOINSTR403";
    public const string StateOrder = "NOINSTR404";
    public const string ContractNotKept = "NOINSTR405";
    public const string StateForbidden = "NOINSTR406";
    public const string TokenNotConsumed = "NOINSTR407";
    public const string ChangedUnderScope = "NOINSTR408";
    public const string UndeclaredRequirement = "NOINSTR409";
    public const string SafeListLine = "NOINSTR901";
    public const string UnknownOption = "NOINSTR902";
    public const string UnknownConstruct = "NOINSTR903";
    public const string UnreadableContract = "NOINSTR904";
}
