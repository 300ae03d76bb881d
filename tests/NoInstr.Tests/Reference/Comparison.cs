using System.Collections.Immutable;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Reference;

/// <summary>
/// What the analyzer may say, by what all paths of the program do.
/// <list type="bullet">
/// <item>A call on a path of depth 0 is reported, always.</item>
/// <item>Where no depths conflict before, every finding stands for a path, and every path that breaks a rule has its finding.</item>
/// <item>Paths of different depth that nothing tells apart are reported where they meet, if that is the first such place; one that others
/// lead to is reported itself, or one of the others is.</item>
/// <item>What objtool finds on a path that can be taken is reported.</item>
/// </list>
/// </summary>
internal static class Comparison
{
    /// <summary>The rules that the reference knows. A program may break others; they are not compared.</summary>
    public static readonly ImmutableHashSet<string> Compared =
    [
        RuleIds.CallLeavesRegion,
        RuleIds.IndirectCall,
        RuleIds.ReturnWithScopeOpen,
        RuleIds.EndWithoutBegin,
        RuleIds.DepthDiffers,
        RuleIds.NestedScope,
    ];

    public static IReadOnlyList<string> Disagreements(PathVerdict verdict, ImmutableHashSet<Finding> reported)
    {
        var wrong = new List<string>();
        foreach (var error in reported.Where(finding => finding.Id.StartsWith("CS", StringComparison.Ordinal)))
        {
            wrong.Add($"{error.Id} in line {error.Line}: the program does not compile");
        }

        reported = [.. reported.Where(finding => Compared.Contains(finding.Id))];
        foreach (var missing in verdict.Findings.Except(reported).Where(finding => IsCertain(finding) || !verdict.Vague.Contains(finding.Line)))
        {
            wrong.Add($"no {missing.Id} in line {missing.Line}");
        }

        foreach (var extra in reported.Except(verdict.Findings).Where(finding => !(finding.Id == RuleIds.DepthDiffers ? verdict.VagueMeetings : verdict.Vague).Contains(finding.Line)))
        {
            wrong.Add($"{extra.Id} in line {extra.Line}, which no path bears out");
        }

        foreach (var conflicts in verdict.Conflicts.Where(lines => !lines.Any(line => reported.Contains(new Finding(RuleIds.DepthDiffers, line)))))
        {
            wrong.Add($"paths that nothing tells apart meet with different depths, and it is not reported in line {string.Join(" or ", conflicts.Order())}");
        }

        if (verdict.ObjtoolWarning is { CanHappen: true } warning && !IsSaid(warning, reported))
        {
            wrong.Add($"objtool says: {warning.Text} (line {warning.Line})");
        }

        return wrong;
    }

    /// <summary>Joined or not: what leaves the region on some path is said.</summary>
    public static bool IsCertain(Finding finding) => finding.Id is RuleIds.CallLeavesRegion or RuleIds.IndirectCall or RuleIds.DepthDiffers;

    private static bool IsSaid(ObjtoolWarning warning, ImmutableHashSet<Finding> reported) =>
        warning.IsUnbalanced ? reported.Any(finding => finding.Id is RuleIds.EndWithoutBegin or RuleIds.DepthDiffers)
        : warning.Id is { } id ? reported.Contains(new Finding(id, warning.Line))
        : reported.Contains(new Finding(RuleIds.ReturnWithScopeOpen, warning.Line)) || reported.Any(finding => finding.Id == RuleIds.DepthDiffers);
}
