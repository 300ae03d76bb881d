using System.Text.RegularExpressions;

namespace NoInstr.PackageTests;

/// <summary>One error or warning that a build printed.</summary>
internal sealed partial record BuildMessage(string Project, string Severity, string Code, string Text)
{
    /// <summary><c>Entry.cs(9)</c>; where there is no line, the file or the tool.</summary>
    public string Place { get; init; } = "";

    /// <summary>The messages of a build, each once: MSBuild prints them again in its summary.</summary>
    public static IReadOnlyList<BuildMessage> Read(string output) =>
        [.. Line().Matches(output)
            .Select(m => m.Groups)
            .Select(g => new BuildMessage(g["project"].Value, g["severity"].Value, g["code"].Value, g["text"].Value)
            {
                Place = g["line"].Success ? $"{g["file"].Value}({g["line"].Value})" : g["file"].Value,
            })
            .Distinct()];

    [GeneratedRegex(
        @"^\s*(.*[/\\])?(?<file>[^/\\\r\n(]*)(\((?<line>\d+)[\d,]*\))?\s?: "
        + @"(?<severity>error|warning) (?<code>[A-Z]+[0-9]*): (?<text>.*) \[.*[/\\](?<project>[^/\\]+)\.csproj.*\]\r?$",
        RegexOptions.Multiline)]
    private static partial Regex Line();
}
