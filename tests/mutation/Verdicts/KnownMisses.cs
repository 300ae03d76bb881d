using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What no state contract can say, by function: a mutant that is missed for another reason is a failure.</summary>
internal static class KnownMisses
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["VcSwitchOffIst"] = "It returns the registers of the interrupted context: that they are the right ones is no state.",
    };

    public static IReadOnlyDictionary<string, string> All => Reasons;

    public static string? ReasonOf(Mutant mutant) => Reasons.GetValueOrDefault(mutant.Function.Identifier.ValueText);
}
