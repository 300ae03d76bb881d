using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>The safe lists and options of a project that installs the package, as its build sees them.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class ConfigurationTests(ConsumerFixture fixture)
{
    [Fact]
    public void SafeListBesideTheProject_IsIncludedOnce()
    {
        var files = fixture.MessagesOf(AllConsumers.SafeList).Where(m => m.Code == "ADDITIONAL").Select(m => m.Text);

        Assert.Equal(["NoInstr.Safe.Exit.txt", "NoInstr.Safe.txt"], files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SafeListBesideTheProject_IsTrusted() =>
        Assert.All(fixture.MessagesOf(AllConsumers.SafeList), m => Assert.Equal("ADDITIONAL", m.Code));

    /// <summary>Found by its pattern alone; what it withdraws is the one call that is left.</summary>
    [Fact]
    public void SafeListOfAnotherName_IsTrusted()
    {
        var message = Assert.Single(fixture.MessagesOf(AllConsumers.SafeKernel));

        Assert.Equal("NOINSTR101", message.Code);
        Assert.Contains("'Exit.TraceSysExit'", message.Text);
    }

    [Fact]
    public void MistakeInASafeList_IsReportedAtItsLine() => AssertMistakes(AllConsumers.SafeListMistakes, "warning");

    [Fact]
    public void Strict_MakesItAnError() => AssertMistakes(AllConsumers.StrictSafeListMistakes, "error");

    [Fact]
    public void TrustIntrinsics_TurnsThemOff() =>
        Assert.Contains(fixture.MessagesOf(AllConsumers.Options), m => m.Code == "NOINSTR101" && m.Text.Contains("'Volatile.Write'"));

    [Fact]
    public void UnknownOption_IsReportedInASourceFile()
    {
        var message = Assert.Single(fixture.MessagesOf(AllConsumers.Options), m => m.Code == "NOINSTR902");

        Assert.Equal("Entry.cs(1)", message.Place);
        Assert.Contains("'noinstr.trust_intrinsic' (set in a global configuration file of this project)", message.Text);
    }

    [Fact]
    public void UnknownOptionInAnAdditionalFile_IsReportedAtItsLine() =>
        Assert.Equal(".globalconfig(3)", Assert.Single(fixture.MessagesOf(AllConsumers.OptionsInSight), m => m.Code == "NOINSTR902").Place);

    private void AssertMistakes(Consumer consumer, string severity)
    {
        var mistakes = fixture.MessagesOf(consumer).Where(m => m.Code == "NOINSTR901").OrderBy(m => m.Place, StringComparer.Ordinal).ToList();

        Assert.Equal(["NoInstr.Safe.Exit.txt(1)", "NoInstr.Safe.txt(3)"], mistakes.Select(m => m.Place));
        Assert.All(mistakes, m => Assert.Equal(severity, m.Severity));
        Assert.Contains("Write M:Kernel.Exit.TraceSysExit.", mistakes[0].Text);
        Assert.Contains("'trust the exit path' in NoInstr.Safe.txt does not begin", mistakes[1].Text);
    }
}
