using NoInstr.PackageTests.Consumers;
using NoInstr.Tests.Docs;

namespace NoInstr.PackageTests.Guides;

/// <summary>What docs/editor-and-ci.md says is in the log.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class LogTests(LoggedBuild build) : IClassFixture<LoggedBuild>
{
    private IReadOnlyList<SarifResult> Ours => [.. build.Log.Results.Where(result => result.RuleId.StartsWith("NOINSTR", StringComparison.Ordinal))];

    [Fact]
    public async Task Log_IsValid() => Assert.Empty(await SarifSchema.ErrorsInAsync(build.Log.Text));

    [Fact]
    public async Task Schema_RefusesWhatIsNone()
    {
        Assert.NotEmpty(await SarifSchema.ErrorsInAsync(build.Log.Text.Replace("\"2.1.0\"", "\"2.0\"")));
        Assert.NotEmpty(await SarifSchema.ErrorsInAsync(build.Log.Text.Replace("\"artifactLocation\"", "\"fileLocation\"")));
    }

    [Fact]
    public void Results_HaveRuleLevelAndPlace()
    {
        var places = Ours.Where(result => result is { IsSuppressed: false, Level: "warning" }).Select(result => $"{result.RuleId} {Assert.Single(result.Uris)}");

        Assert.Equal(
            ["NOINSTR101 Kernel/Syscall.cs", "NOINSTR101 Kernel/Syscall.cs", "NOINSTR104 Kernel/Slow%20Path.cs", "NOINSTR901 Kernel/NoInstr.Safe.txt"],
            places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PlaceInAHelper_IsRelated()
    {
        var through = Assert.Single(Ours, result => result.Message.Contains("ExitToUser → ", StringComparison.Ordinal));

        Assert.Equal(["Kernel/Exit.cs"], through.RelatedUris);
    }

    [Fact]
    public void SuppressedFindings_HaveTheirJustification() => Assert.Equal(
        ["", "Patched to a nop before the first system call."],
        Ours.Where(result => result.IsSuppressed).Select(result => result.Justification ?? "").Order(StringComparer.Ordinal));

    /// <summary>All of them, whether something is found or not.</summary>
    [Fact]
    public void EveryRule_HasTitleDescriptionAndPage()
    {
        var rules = build.Log.Rules.Where(rule => rule.Id.StartsWith("NOINSTR", StringComparison.Ordinal)).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();

        Assert.Equal(MarkdownFile.All.Where(page => page.StartsWith("docs/rules/NOINSTR", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension), rules.Select(rule => rule.Id));
        Assert.All(rules, rule =>
        {
            Assert.NotEmpty(rule.Title);
            Assert.NotEmpty(rule.Description);
            Assert.EndsWith($"/docs/rules/{rule.Id}.md", rule.HelpUri);
        });
    }

    [Fact]
    public void ChangedSeverities_AreNamed() => Assert.Contains("NOINSTR305 off", build.Log.Overrides);
}
