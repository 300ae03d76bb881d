using System.Collections.Immutable;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Reference;

/// <summary>
/// What the analyzer may say, by what all paths of the program do.
/// <list type="bullet">
/// <item>A call on a path of depth 0 is reported, always.</item>
/// <item>Where no depths conflict, every finding stands for a path, and every path that breaks a rule has its finding.</item>
/// <item>One of the conflicts stands where paths of different depth arrive; others may follow from it.</item>
/// <item>Paths of different depth that nothing tells apart when they meet are no secret: a conflict, or what comes of it.</item>
/// <item>What objtool finds on a path that can be taken has some finding.</item>
/// </list>
/// </summary>
internal static class Comparison
{
    public static IReadOnlyList<string> Disagreements(Body program, ProgramText text, ImmutableHashSet<Finding> reported)
    {
        var paths = new EveryPath(program);
        var wrong = new List<string>();
        var leaving = Lines(text, statement => statement is Simple { Act: Act.Trace } && paths.At(statement).Any(point => point.Depth <= 0));
        var unmatched = Lines(text, statement => statement is Simple { Act: Act.End } && paths.At(statement).Any(point => point.Depth <= 0));
        var open = Lines(text, statement => paths.Returns.GetValueOrDefault(statement)?.Any(point => point.Depth > 0) == true);
        if (paths.AtEnd.Any(point => point.Depth > 0))
        {
            open = open.Add(text.End);
        }

        var conflicts = Of(RuleIds.DepthDiffers);
        if (conflicts.IsEmpty)
        {
            Same(RuleIds.CallLeavesRegion, leaving);
            Same(RuleIds.ReturnWithScopeOpen, open);
            Same(RuleIds.EndWithoutBegin, unmatched);
            if (paths.HasConflict && !reported.Any(IsWarning))
            {
                wrong.Add("paths that nothing tells apart meet with different depths, and nothing is reported");
            }
        }
        else
        {
            Missing(RuleIds.CallLeavesRegion, leaving);
            if (!conflicts.Any(HasDepths))
            {
                wrong.Add($"{RuleIds.DepthDiffers} in line {string.Join(", ", conflicts.Order())}, where every path has the same depth");
            }
        }

        if (ObjtoolWalk.Validate(program) is { CanHappen: true } warning && !reported.Any(IsWarning))
        {
            wrong.Add($"objtool says: {warning.Text}");
        }

        return wrong;

        ImmutableHashSet<int> Of(string id) => [.. reported.Where(finding => finding.Id == id).Select(finding => finding.Line)];

        void Same(string id, ImmutableHashSet<int> expected)
        {
            Missing(id, expected);
            wrong.AddRange(Of(id).Except(expected).Order().Select(line => $"{id} in line {line}, which no path bears out"));
        }

        void Missing(string id, ImmutableHashSet<int> expected) =>
            wrong.AddRange(expected.Except(Of(id)).Order().Select(line => $"no {id} in line {line}"));

        bool HasDepths(int line)
        {
            // At the closing brace also what returns through a finally block, whose end has no statement of its own.
            var arriving = text.At(line) is not { } statement ? paths.AtEnd.Concat(paths.Returns.Values.SelectMany(points => points))
                : paths.Returns.GetValueOrDefault(statement)?.Concat(paths.At(statement)) ?? paths.At(statement);
            return arriving.Select(point => point.Depth).Distinct().Count() > 1;
        }
    }

    private static bool IsWarning(Finding finding) =>
        finding.Id is RuleIds.CallLeavesRegion or RuleIds.ReturnWithScopeOpen or RuleIds.EndWithoutBegin or RuleIds.DepthDiffers;

    private static ImmutableHashSet<int> Lines(ProgramText text, Func<Statement, bool> isWanted) =>
        [.. Enumerable.Range(0, text.Lines).Where(line => text.At(line) is { } statement && isWanted(statement))];
}
