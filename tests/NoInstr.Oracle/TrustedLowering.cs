using NoInstr.Oracle.Comparison;

namespace NoInstr.Oracle;

/// <summary>A target of the framework that needs no event, why, and what must be in the function for that.</summary>
internal sealed record Lowering(string Target, string Reason, Func<LoweringSite, bool> Where);

/// <summary>
/// What the compiler emits for the language itself and the design trusts. Each line is excused only where the construct stands that it
/// comes from, so that the list cannot hide a call. User code is never excused.
/// </summary>
internal static class TrustedLowering
{
    public static IReadOnlyList<Lowering> All { get; } =
    [
        new("System.Object..ctor", "does nothing", _ => true),
        new("System.Type.GetTypeFromHandle", "typeof", site => site.Has<Microsoft.CodeAnalysis.Operations.ITypeOfOperation>()),
    ];

    private static readonly ILookup<string, Lowering> ByTarget = All.ToLookup(lowering => lowering.Target);

    public static bool Excuses(LoweringSite site) => ByTarget[NameOf(site.Callee)].Any(lowering => lowering.Where(site));

    /// <summary>A key without parameters: <c>Type.Method</c>.</summary>
    public static string NameOf(string key)
    {
        var end = key.IndexOf('(');
        var name = end < 0 ? key : key[..end];
        var arity = name.IndexOf("``", StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }
}
