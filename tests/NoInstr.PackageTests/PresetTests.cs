using System.Text.RegularExpressions;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>What the presets say, relative to each other. The rules' default severities are the analyzer's to know.</summary>
[Collection(ConsumerCollection.Name)]
public sealed partial class PresetTests(ConsumerFixture fixture)
{
    [Theory]
    [InlineData("None")]
    [InlineData("Default")]
    [InlineData("Strict")]
    public void Preset_GivesWayToTheProject(string mode)
    {
        Assert.Contains("is_global = true", Text(mode));
        Assert.Contains("global_level = -100", Text(mode));
    }

    [Fact]
    public void Presets_NameTheSameRulesInOrder()
    {
        var rules = Rules("Default").Select(r => r.Id).ToList();

        Assert.Equal(rules.Order(StringComparer.Ordinal), rules);
        Assert.Equal(rules, Rules("None").Select(r => r.Id));
        Assert.Equal(rules, Rules("Strict").Select(r => r.Id));
    }

    [Fact]
    public void None_SwitchesEveryRuleOff() => Assert.All(Rules("None"), r => Assert.Equal("none", r.Severity));

    [Fact]
    public void Strict_PromotesEveryWarning() =>
        Assert.Equal(Rules("Default").Select(r => r with { Severity = r.Severity == "warning" ? "error" : r.Severity }), Rules("Strict"));

    /// <summary>The analyzer is for a newer compiler, cannot be created, or crashed.</summary>
    [Theory]
    [InlineData("CS9057")]
    [InlineData("CS8032")]
    [InlineData("AD0001")]
    public void Strict_PromotesAnAnalyzerThatDidNotRun(string id) => Assert.Contains(new Setting(id, "error"), Settings("Strict"));

    private string Text(string mode) => fixture.Package.Text($"build/config/NoInstr.{mode}.globalconfig");

    private IReadOnlyList<Setting> Rules(string mode) => [.. Settings(mode).Where(s => s.Id.StartsWith("NOINSTR"))];

    private IReadOnlyList<Setting> Settings(string mode) =>
        [.. Severity().Matches(Text(mode)).Select(m => new Setting(m.Groups[1].Value, m.Groups[2].Value))];

    [GeneratedRegex(@"^dotnet_diagnostic\.(\w+)\.severity = (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Severity();

    private sealed record Setting(string Id, string Severity);
}
