using System.Text.RegularExpressions;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

[Collection(ConsumerCollection.Name)]
public sealed class InstalledPackageTests(ConsumerFixture fixture)
{
    public static TheoryData<string> Installed => [AllConsumers.Net10.Name, AllConsumers.Standard.Name];

    [Theory]
    [MemberData(nameof(Installed))]
    public void Attributes_Resolve(string project) =>
        Assert.DoesNotContain(fixture.Messages, m => m.Project == project && m.Severity == "error");

    [Theory]
    [MemberData(nameof(Installed))]
    public void CallThatLeavesTheRegion_IsReported(string project)
    {
        var messages = fixture.Messages.Where(m => m.Project == project && m.Code == "NOINSTR101" && m.Severity == "warning");

        Assert.Contains(messages, m => m.Text.Contains("TraceSysEnter"));
    }

    [Fact]
    public void Log_HasTheFinding() =>
        Assert.Contains(fixture.Findings, f => f.RuleId == "NOINSTR101" && f.Level == "warning" && f.Message.Contains("TraceSysEnter"));

    [Fact]
    public void Log_HasTheChainThroughAnAlwaysInlineCallee() =>
        Assert.Contains(fixture.Findings, f => f.RuleId == "NOINSTR101" && Regex.IsMatch(f.Message, "ExitWork → .*TraceSysExit"));

    /// <summary>The project references a library that references the package: the analyzer must come along.</summary>
    [Fact]
    public void ProjectThatReferencesItsUser_IsVerifiedToo() =>
        Assert.Contains(fixture.MessagesOf(AllConsumers.Downstream), m => m.Code == "NOINSTR101");
}
