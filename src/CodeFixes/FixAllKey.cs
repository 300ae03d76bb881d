using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NoInstr.CodeFixes;

/// <summary>
/// Which action fixing all takes for a rule. dotnet format asks by the id of the rule, and with the key of the finding that it has met first, which may be of
/// another rule: then the first action of the rule is meant.
/// </summary>
internal static class FixAllKey
{
    /// <summary>Null where the rule is not asked about.</summary>
    public static string? Of(FixAllContext context, string id, Func<string, ImmutableArray<string>> keysOf) => AnyOf(context, id, keysOf).FirstOrDefault();

    /// <summary>Where the findings of a rule differ in what can be done: the first of these that can.</summary>
    public static IEnumerable<string> AnyOf(FixAllContext context, string id, Func<string, ImmutableArray<string>> keysOf)
    {
        var isOfAnother = !context.DiagnosticIds.Any(asked => keysOf(asked).Contains(context.CodeActionEquivalenceKey!));
        return keysOf(id).Where(key => isOfAnother || key == context.CodeActionEquivalenceKey);
    }
}
