using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary><c>NoInstrMode</c>, and what Strict does about a check that would not run.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class ModeTests(ConsumerFixture fixture)
{
    [Fact]
    public void Strict_MakesTheWarningAnError() => AssertOnly(AllConsumers.Strict, "error", "NOINSTR101");

    [Fact]
    public void None_IsSilent() => Assert.Empty(fixture.MessagesOf(AllConsumers.None));

    [Fact]
    public void Default_FollowsTreatWarningsAsErrors() => AssertOnly(AllConsumers.WarningsAsErrors, "error", "NOINSTR101");

    [Fact]
    public void Strict_GivesWayToTheEditorConfig() =>
        Assert.DoesNotContain(fixture.MessagesOf(AllConsumers.StrictOverridden), m => m.Code == "NOINSTR101");

    [Fact]
    public void UnknownMode_IsAnError()
    {
        AssertOnly(AllConsumers.UnknownMode, "error", "NOINSTRMODE");
        Assert.Contains("'Harsh'", fixture.MessagesOf(AllConsumers.UnknownMode)[0].Text);
    }

    /// <summary>In Directory.Build.targets it would be too late to have an effect, and nobody would know.</summary>
    [Fact]
    public void ModeThatComesTooLate_IsAnError()
    {
        AssertOnly(AllConsumers.StrictTooLate, "error", "NOINSTRMODE");
        Assert.Contains("Set it in the project or in Directory.Build.props", fixture.MessagesOf(AllConsumers.StrictTooLate)[0].Text);
    }

    [Fact]
    public void Strict_ObjectsToRunAnalyzersOff() => AssertOnly(AllConsumers.StrictNotRun, "error", "NOINSTRMODE");

    [Fact]
    public void Strict_ObjectsToRunAnalyzersDuringBuildOff() => AssertOnly(AllConsumers.StrictNotRunDuringBuild, "error", "NOINSTRMODE");

    [Fact]
    public void Strict_ObjectsToAnOldCompiler() => AssertOnly(AllConsumers.StrictOldCompiler, "error", "NOINSTRCOMPILER");

    [Fact]
    public void Default_WarnsOfAnOldCompiler() =>
        Assert.Contains(fixture.MessagesOf(AllConsumers.OldCompiler), m => m is { Code: "NOINSTRCOMPILER", Severity: "warning" });

    [Fact]
    public void Strict_ObjectsToAnAnalyzerThatDoesNotLoad() => AssertOnly(AllConsumers.StrictBrokenAnalyzer, "error", "CS8032");

    private void AssertOnly(Consumer consumer, string severity, string code)
    {
        var messages = fixture.MessagesOf(consumer);

        Assert.NotEmpty(messages);
        Assert.All(messages, m => Assert.Equal((severity, code), (m.Severity, m.Code)));
    }
}
