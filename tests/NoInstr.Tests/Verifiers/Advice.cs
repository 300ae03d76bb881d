using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// Rules that advise about nearly every body that is as short as a snippet: they count only where something expects one of them. Their own
/// tests show where they are silent, with a finding beside it.
/// </summary>
internal static class Advice
{
    private static readonly string[] Ids = [RuleIds.IdleScope, RuleIds.ScopeLeftByException, RuleIds.NotNoInlining, RuleIds.NotAggressiveInlining, RuleIds.UnnecessaryTrust];

    public static bool IsBesideThePoint(string id, IEnumerable<string> expected) => Ids.Contains(id) && !expected.Contains(id);
}
