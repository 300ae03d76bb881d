using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>NoInstrExplain in a build with the package.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class ExplainTests(ConsumerFixture fixture)
{
    [Fact]
    public void True_WritesBesideTheAssembly()
    {
        var text = File.ReadAllText(fixture.PathOf("Explained", "bin", "Release", "net10.0", "Explained.noinstr.txt"));

        Assert.Contains("Syscall.DoSyscall", text);
        Assert.Contains("! NOINSTR101", text);
        Assert.True(File.Exists(fixture.PathOf("Explained", "bin", "Release", "net10.0", "Explained.noinstr.html")));
    }

    /// <summary>And it says which rules the project does not want to hear of.</summary>
    [Fact]
    public void Folder_IsTakenFromThatOfTheProject() => Assert.Contains(
        "NOINSTR101 is off in the whole project",
        File.ReadAllText(fixture.PathOf("ExplainedInFolder", "pages", "noinstr", "ExplainedInFolder.noinstr.txt")));

    [Fact]
    public void NotWritten_IsSaid() =>
        Assert.Equal("warning", Assert.Single(fixture.MessagesOf(AllConsumers.NotExplained), message => message.Code == "NOINSTREXPLAIN").Severity);

    [Fact]
    public void PathWithACommentInIt_IsAnError() => Assert.Contains(
        "the path must have neither '#' nor ';'",
        Assert.Single(fixture.MessagesOf(AllConsumers.ExplainedInCutPath), message => message is { Code: "NOINSTREXPLAIN", Severity: "error" }).Text);
}
