using System.Text;
using Xunit.Abstractions;

namespace NoInstr.Tests.EntryModel.Arm64;

/// <summary>
/// The arm64 entry code as the kernel has it is not clean. docs/arm64-findings.md lists what is found in it; each finding has been looked at. With
/// NOINSTR_UPDATE=1 in the environment the page is rewritten.
/// </summary>
public class Arm64FindingsTests(ITestOutputHelper output)
{
    private const string Page = "docs/arm64-findings.md";

    [Fact]
    public async Task EachFinding_HasAReviewedReason_AndIsOnThePage()
    {
        var findings = await Arm64Finding.InAsync(Arm64Project.Native);
        var classes = findings.ToLookup(finding => Arm64Reasons.All.SingleOrDefault(reason => reason.Covers(finding)));
        output.WriteLine($"{findings.Count} findings in {findings.Select(finding => finding.Function).Distinct().Count()} functions, {Arm64Reasons.All.Count} reasons");

        Assert.True(!classes[null].Any(), "Findings that nobody has looked at:\n" + string.Join("\n", classes[null]));
        Assert.Empty(Arm64Reasons.All.Where(reason => !classes[reason].Any()).Select(reason => $"{reason.Title}: there is no such finding."));
        var idle = Arm64Reasons.All.SelectMany(reason => reason.Reached.Except(classes[reason].Select(finding => finding.Reached)).Select(name => $"{reason.Title}: no finding reaches {name}."));
        Assert.Empty(idle);

        Repository.RequireGenerated(Page, Render(findings, classes));
    }

    private static string Render(IReadOnlyList<Arm64Finding> findings, ILookup<Arm64Reason?, Arm64Finding> classes)
    {
        var page = new StringBuilder($"""
            # What is found in the entry code of arm64

            `samples/EntryModel.Arm64` is `arch/arm64/kernel/entry-common.c` and its neighbours (v6.17) as the kernel has them: functions are noinstr, but no
            marker says where instrumentation may begin, and no objtool checks. These are the {findings.Count} warnings that the rules give for it, in
            {findings.Select(finding => finding.Function).Distinct().Count()} functions. This page is generated, and a test holds it; why each class of findings matters is written by hand.

            A call that is inlined is shown with the first instrumentable function that it reaches. `samples/EntryModel.Arm64.Repaired` is the same code without a finding.

            ## Classes


            """.ReplaceLineEndings("\n"));
        page.Append("| class | rule | findings | why it matters | later kernels |\n|---|---|---|---|---|\n");
        foreach (var reason in Arm64Reasons.All)
        {
            page.Append($"| {reason.Title} | {Rule(reason.Rule)} | {classes[reason].Count()} | {reason.Why} | {reason.Later} |\n");
        }

        page.Append("\n## Findings\n\n| function | call | reaches | rule | class |\n|---|---|---|---|---|\n");
        foreach (var finding in findings)
        {
            var reason = Arm64Reasons.All.Single(reason => reason.Covers(finding));
            var reached = finding.Reached == finding.Call ? "" : $"`{finding.Reached}`";
            page.Append($"| `{finding.Function}` | `{finding.Call}` | {reached} | {Rule(finding.Rule)} | {reason.Title} |\n");
        }

        return page.ToString();
    }

    private static string Rule(string id) => $"[{id[^3..]}](rules/{id}.md)";
}
