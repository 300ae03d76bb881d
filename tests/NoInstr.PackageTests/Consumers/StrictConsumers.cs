namespace NoInstr.PackageTests.Consumers;

/// <summary>Projects in Strict mode that switch the check off, or seem to, each in another way.</summary>
internal static class StrictConsumers
{
    private const string StrictMode = "<NoInstrMode>Strict</NoInstrMode>";

    /// <summary>Every rule has its page.</summary>
    private static readonly string EveryRule = string.Join(
        ';', Directory.EnumerateFiles(Path.Combine(BuildLocations.RepositoryRoot, "docs", "rules"), "NOINSTR*.md").Select(Path.GetFileNameWithoutExtension));

    /// <summary>Nothing to report, so that what the build says of the analyzer itself is all that it says.</summary>
    private static readonly IReadOnlyDictionary<string, string> Clean = new Dictionary<string, string> { ["Entry.cs"] = KernelSources.Volatile };

    public static readonly Consumer NoWarnOfAll = Strict("NoWarnOfAll", $"<NoWarn>$(NoWarn);{EveryRule}</NoWarn>");

    public static readonly Consumer NoWarnOfAllByCommas = Strict("NoWarnOfAllByCommas", $"<NoWarn>{EveryRule.Replace(';', ',')}</NoWarn>");

    public static readonly Consumer NoWarnOfOne = Strict("NoWarnOfOne", "<NoWarn>$(NoWarn);NOINSTR101</NoWarn>");

    public static readonly Consumer NoWarnOfCrashes = Strict("NoWarnOfCrashes", "<NoWarn>$(NoWarn);AD0001</NoWarn>") with { Files = Clean };

    public static readonly Consumer NoWarnOfLoadFailures = Strict("NoWarnOfLoadFailures", "<NoWarn>$(NoWarn);8032;CS9057</NoWarn>") with { Files = Clean };

    public static readonly Consumer NoWarningLevel = Strict("NoWarningLevel", "<WarningLevel>0</WarningLevel>");

    public static readonly Consumer NotAsErrors = Strict(
        "NotAsErrors", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors><CodeAnalysisTreatWarningsAsErrors>false</CodeAnalysisTreatWarningsAsErrors>");

    public static readonly Consumer NoNetAnalyzers = Strict("NoNetAnalyzers", "<EnableNETAnalyzers>false</EnableNETAnalyzers>");

    public static readonly Consumer ImplicitBuild = Strict("ImplicitBuild", "<IsImplicitlyTriggeredBuild>true</IsImplicitlyTriggeredBuild>");

    public static readonly Consumer OptimizedImplicitBuild = Strict(
        "OptimizedImplicitBuild",
        "<IsImplicitlyTriggeredBuild>true</IsImplicitlyTriggeredBuild><OptimizeImplicitlyTriggeredBuild>true</OptimizeImplicitlyTriggeredBuild>");

    public static readonly Consumer AnalyzerRemoved = Strict("AnalyzerRemoved", "") with { Targets = Remove("Analyzer") };

    public static readonly Consumer AnalyzerExcluded = Excluding("AnalyzerExcluded", "analyzers");

    public static readonly Consumer TargetsExcluded = Excluding("TargetsExcluded", "build;buildTransitive");

    public static readonly Consumer PresetRemoved = Strict("PresetRemoved", "") with { Files = Clean, Targets = Remove("EditorConfigFiles") };

    public static readonly Consumer BulkSeverity = Strict("BulkSeverity", "") with
    {
        Files = With(".editorconfig", "[*]\ndotnet_analyzer_diagnostic.severity = none\ndotnet_analyzer_diagnostic.category-NoInstr.severity = none\n"),
    };

    public static readonly Consumer GeneratedCode = Strict("GeneratedCode", "") with { Files = With(".editorconfig", "[*]\ngenerated_code = true\n") };

    public static readonly Consumer BulkRuleset = Strict("BulkRuleset", "<CodeAnalysisRuleSet>Off.ruleset</CodeAnalysisRuleSet>") with
    {
        Files = With("Off.ruleset", """<RuleSet Name="Off" ToolsVersion="17.0"><IncludeAll Action="None" /></RuleSet>"""),
    };

    public static IReadOnlyList<Consumer> List { get; } =
    [
        NoWarnOfAll, NoWarnOfAllByCommas, NoWarnOfOne, NoWarnOfCrashes, NoWarnOfLoadFailures, NoWarningLevel, NotAsErrors, NoNetAnalyzers, ImplicitBuild,
        OptimizedImplicitBuild, AnalyzerRemoved, AnalyzerExcluded, TargetsExcluded, PresetRemoved, BulkSeverity, GeneratedCode, BulkRuleset,
    ];

    private static Consumer Strict(string name, string properties) => new(name) { Properties = StrictMode + properties };

    private static Consumer Excluding(string name, string assets) => Strict(name, "") with
    {
        Items = $"""<PackageReference Include="NoInstr" Version="$(NoInstrPackageVersion)" ExcludeAssets="{assets}" />""",
    };

    private static string Remove(string items) => $"""
        <Target Name="RemoveItems" BeforeTargets="CoreCompile">
          <ItemGroup><{items} Remove="@({items})" /></ItemGroup>
        </Target>
        """;

    private static Dictionary<string, string> With(string file, string text) => new(KernelSources.SyscallAndExit) { [file] = text };
}
