using System.Text;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Rules;
using NoInstr.Tests.Docs;

namespace NoInstr.Tests.Rules;

/// <summary>The parts of the repository that repeat the catalogue, as they must be.</summary>
internal static class GeneratedParts
{
    public static string RuleTable()
    {
        var table = new StringBuilder("| rule | severity | title | code fix |\n|---|---|---|---|\n");
        foreach (var rule in Catalogue.All)
        {
            table.Append($"| [{rule.Id}](docs/rules/{rule.Id}.md) | {Severity(rule)} | {rule.Title} | {HasFix(rule)} |\n");
        }

        return table.ToString();
    }

    /// <summary>The row of the kernel counterpart is written by hand, and kept.</summary>
    public static string PageHeader(DiagnosticDescriptor rule, MarkdownFile page)
    {
        const string kernel = "| Kernel counterpart | ";
        var counterpart = page.PartOf("header").Split('\n').SingleOrDefault(row => row.StartsWith(kernel, StringComparison.Ordinal));
        Assert.True(counterpart?.Length > kernel.Length + 2, $"{page.Path}: the table needs a row '{kernel}… |'; what the kernel lacks, it says.");
        return $"""
            | | |
            |---|---|
            | Id | {rule.Id} |
            | Category | {rule.Category} |
            | Default severity | {Severity(rule)} |
            | Code fix | {HasFix(rule)} |
            {counterpart}
            """;
    }

    public static string Preset(string mode)
    {
        var preset = new StringBuilder($"""
            # NoInstrMode={mode}: {Intention(mode)}
            # The low level lets an .editorconfig or .globalconfig of the project override it.
            is_global = true
            global_level = -100

            """);
        foreach (var rule in Catalogue.All)
        {
            preset.Append($"\n# {rule.Title}\ndotnet_diagnostic.{rule.Id}.severity = {SeverityIn(mode, rule)}\n");
        }

        return preset.Append(mode == "Strict" ? AnalyzerDidNotRun : "").ToString();
    }

    private const string AnalyzerDidNotRun = """

        # The analyzer is for a newer compiler
        dotnet_diagnostic.CS9057.severity = error

        # The analyzer could not be created
        dotnet_diagnostic.CS8032.severity = error

        # The analyzer crashed
        dotnet_diagnostic.AD0001.severity = error

        """;

    private static string Intention(string mode) => mode switch
    {
        "None" => "every rule is off.",
        "Default" => "every rule has its default severity.",
        "Strict" => "every warning rule is an error, and so is an analyzer that did not run.",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private static string SeverityIn(string mode, DiagnosticDescriptor rule) => (mode, rule.DefaultSeverity) switch
    {
        ("None", _) => "none",
        (_, DiagnosticSeverity.Info) => "suggestion",
        ("Default", DiagnosticSeverity.Warning) => "warning",
        ("Strict", DiagnosticSeverity.Warning) => "error",
        _ => throw new InvalidOperationException($"{rule.Id} is neither a warning nor an info."),
    };

    private static string Severity(DiagnosticDescriptor rule) => rule.DefaultSeverity.ToString().ToLowerInvariant();

    private static string HasFix(DiagnosticDescriptor rule) => RuleFixes.FixableIds.Contains(rule.Id) ? "yes" : "no";
}
