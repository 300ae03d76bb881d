using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.CodeFixes;
using NoInstr.Tests.Robustness;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Every action that marks, trusts or changes an annotation, at every finding of the samples.</summary>
public class SampleFixTests
{
    private const int EveryNthToken = 150;

    /// <summary>What wraps changes no annotation; what only moves a finding is not held to more than that.</summary>
    private static readonly string[] Unjudged = [RegionFix.WrapBeginEnd, RegionFix.WrapUsing, RegionFix.MarkCallee];

    public static TheoryData<string> Ids => ["NOINSTR101", "NOINSTR102", "NOINSTR103", .. new AnnotationFix().FixableDiagnosticIds];

    /// <summary>It compiles, the finding is gone, and nothing new of its family is there.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Action_Repairs(string id)
    {
        using var editor = new LightBulb(Repository.Read($"samples/Violations/{id}.cs"));
        var before = await editor.FindingsAsync();
        var repaired = 0;
        foreach (var finding in before.Where(found => found.Id == id))
        {
            foreach (var action in (await editor.ActionsAsync(FixOf(id), finding)).Where(action => !Unjudged.Contains(action.EquivalenceKey)))
            {
                var what = $"'{action.Title}' for {Report.Line(finding)}";
                var project = await editor.ApplyAsync(action);
                var errors = (await project.GetCompilationAsync())!.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(Report.Line).ToList();
                Assert.True(errors.Count == 0, $"{what} does not compile:\n{Report.Lines(errors)}");

                var after = await editor.FindingsAsync(project);
                Assert.True(after.Count(found => found.Id == id) < before.Count(found => found.Id == id), $"{what} leaves it.");
                var known = before.Select(Said).ToList();
                var added = after.Where(found => found.Severity >= DiagnosticSeverity.Warning && found.Id[..8] == id[..8] && !known.Remove(Said(found))).Select(Report.Line).ToList();
                Assert.True(added.Count == 0, $"{what} adds:\n{Report.Lines(added)}");
                repaired++;
            }
        }

        Assert.NotEqual(0, repaired);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task BrokenCode_IsLeftOrRepairedWithoutException(string id)
    {
        var text = Repository.Read($"samples/Violations/{id}.cs");
        var file = AnalyzerHost.Parse(text);
        foreach (var mutation in Mutation.Of(file, EveryNthToken, EveryNthToken))
        {
            using var editor = new LightBulb(mutation.Apply(file).ToString());
            foreach (var finding in (await editor.FindingsAsync()).Where(found => found.Id == id))
            {
                foreach (var action in await editor.ActionsAsync(FixOf(id), finding))
                {
                    await editor.ApplyAsync(action);
                }
            }
        }
    }

    private static CodeFixProvider FixOf(string id) => id.StartsWith("NOINSTR1", StringComparison.Ordinal) ? new RegionFix() : new AnnotationFix();

    private static (string, string) Said(Diagnostic finding) => (finding.Id, DiagnosticResult.MessageOf(finding));
}
