using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>Strict is never off in silence: what would switch the whole check off is an error, or has no effect.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class StrictTests(ConsumerFixture fixture)
{
    public static TheoryData<string, string> SwitchedOff => new()
    {
        { nameof(StrictConsumers.NoWarnOfAll), "NoWarn has every rule" },
        { nameof(StrictConsumers.NoWarnOfAllByCommas), "NoWarn has every rule" },
        { nameof(StrictConsumers.NoWarnOfCrashes), "NoWarn has AD0001" },
        { nameof(StrictConsumers.NoWarnOfLoadFailures), "NoWarn has CS8032, CS9057" },
        { nameof(StrictConsumers.NoWarningLevel), "WarningLevel is 0" },
        { nameof(StrictConsumers.OptimizedImplicitBuild), "told to skip analyzers" },
        { nameof(StrictConsumers.AnalyzerRemoved), "was not given NoInstr.Analyzers.dll" },
        { nameof(StrictConsumers.PresetRemoved), "was not given NoInstr.Strict.globalconfig" },
    };

    public static TheoryData<string> WithoutEffect =>
    [
        nameof(StrictConsumers.NotAsErrors), nameof(StrictConsumers.NoNetAnalyzers), nameof(StrictConsumers.ImplicitBuild), nameof(StrictConsumers.BulkSeverity),
        nameof(StrictConsumers.GeneratedCode), nameof(StrictConsumers.BulkRuleset),
    ];

    /// <summary>One error, which says what to put right; and no finding, so nothing else would have told.</summary>
    [Theory]
    [MemberData(nameof(SwitchedOff))]
    public void SwitchedOff_IsAnError(string project, string reason)
    {
        var message = Assert.Single(MessagesOf(project));

        Assert.Equal(("error", "NOINSTRMODE"), (message.Severity, message.Code));
        Assert.Contains(reason, message.Text);
    }

    [Theory]
    [MemberData(nameof(WithoutEffect))]
    public void SwitchOfAnalyzersInGeneral_HasNoEffect(string project) =>
        Assert.Equal(2, MessagesOf(project).Count(message => message is { Severity: "error", Code: "NOINSTR101" }));

    /// <summary>SDKs differ in whether they honour that. Either the analyzer runs all the same, or its absence is an error.</summary>
    [Fact]
    public void ExcludedAnalyzerAssets_AreNotSilent() =>
        Assert.Contains(MessagesOf(nameof(StrictConsumers.AnalyzerExcluded)), message => message is { Severity: "error", Code: "NOINSTR101" or "NOINSTRMODE" });

    /// <summary>Nothing of the package is left that could object; the rules run, and are what they are by default.</summary>
    [Fact]
    public void ExcludedTargets_LeaveTheRulesWarnings() =>
        Assert.Equal(2, MessagesOf(nameof(StrictConsumers.TargetsExcluded)).Count(message => message is { Severity: "warning", Code: "NOINSTR101" }));

    /// <summary>As in an .editorconfig: a rule that is named is a decision, and the project file shows it.</summary>
    [Fact]
    public void SingleRuleInNoWarn_IsAllowed() => Assert.Empty(MessagesOf(nameof(StrictConsumers.NoWarnOfOne)));

    private IReadOnlyList<BuildMessage> MessagesOf(string project) => fixture.MessagesOf(StrictConsumers.List.Single(consumer => consumer.Name == project));
}
