using System.Text;

namespace NoInstr.Tests.EntryRules;

/// <summary>docs/entry-rules.md, made from the rules that the tests check.</summary>
internal static class EntryRuleTable
{
    public const string Path = "docs/entry-rules.md";

    public static string Of(IReadOnlyCollection<EntryRule> rules)
    {
        var restrictions = rules.Where(rule => !rule.IsPermission).ToList();
        var page = new StringBuilder($"""
            # The rules of the entry path

            What the kernel demands of its entry code (Documentation/core-api/entry.rst, and the headers that it describes), as {rules.Count} rules: {restrictions.Count} that
            restrict something, and {rules.Count - restrictions.Count} permissions. objtool touches {rules.Count(rule => rule.IsSeenByObjtool)} of them, each by the calls that leave the region.
            lockdep, RCU and context tracking see {rules.Count(rule => rule.IsSeenAtRunTime && !rule.IsSeenByObjtool)} more, on the paths that happen to run, in a kernel that is built for it. NoInstr
            reports a breach of each that restricts something, on every path, when it compiles.

            Each row has a test: [code that follows the rule is clean](../tests/NoInstr.Tests/EntryRules), and code that breaks it is reported with the ids of
            the row. This page is made from the same list. A dash says that nothing is seen, or, as a diagnostic, that there is nothing to report.

            | # | rule | contract | diagnostic | objtool | lockdep | RCU, context tracking |
            |---|---|---|---|---|---|---|

            """);
        foreach (var rule in rules)
        {
            page.Append($"| {rule.Number} | {rule.Text} | {OrDash(rule.Contract)} | {OrDash(string.Join(", ", rule.Ids.Select(Link)))} | {rule.Objtool} | {rule.Lockdep} | {rule.Rcu} |\n");
        }

        return page.ToString();
    }

    private static string Link(string id) => $"[{id["NOINSTR".Length..]}](rules/{id}.md)";

    private static string OrDash(string text) => text.Length == 0 ? "–" : text;
}
