namespace NoInstr.Tests.Reference;

/// <summary>
/// Where the engine is known to be less exact than the paths are. Each stands here until the engine has learned it: then the reference
/// disagrees, and the line goes.
/// </summary>
internal static class KnownGaps
{
    /// <summary>A local function's own variables count as written from outside when the local function itself assigns them.</summary>
    public static bool LocalFunctionsForgetWhatTheyAssign => true;

    /// <summary>An assignment of what branches choose (<c>held = a || b;</c>) is no write of the variable, but a read.</summary>
    public static bool AssignedChoicesAreNotSeen => true;
}
