using NoInstr.Oracle.Comparison;
using NoInstr.Oracle.Engine;
using NoInstr.Oracle.Il;

namespace NoInstr.Oracle;

/// <summary>A callee that an event may name though the function's IL does not call it, why, and what the IL must show instead.</summary>
internal sealed record Optimisation(string Callee, string Reason, Func<EngineEvent, IReadOnlyList<SourceCall>, bool> Where);

/// <summary>Calls of the source that the compiler replaces by something better. Each line has a snippet of its own.</summary>
internal static class LoweredAway
{
    public static IReadOnlyList<Optimisation> All { get; } =
    [
        new("System.Object.ReferenceEquals", "the comparison of two references is an instruction", (_, _) => true),
    ];

    private static readonly ILookup<string, Optimisation> ByCallee = All.ToLookup(optimisation => optimisation.Callee);

    public static Optimisation? For(EngineEvent happened, IReadOnlyList<SourceCall> calls) =>
        happened.Keys.SelectMany(key => ByCallee[TrustedLowering.NameOf(key)]).FirstOrDefault(optimisation => optimisation.Where(happened, calls));
}
