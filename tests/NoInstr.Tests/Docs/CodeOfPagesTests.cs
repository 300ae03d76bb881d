using System.Globalization;
using System.Text.RegularExpressions;
using NoInstr.Tests.Samples;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Docs;

/// <summary>
/// Every <c>csharp</c> block of every page is a complete file (<c>using System; using NoInstr;</c> implied) and gives the findings that
/// its comments say, together with the other files that its section shows; a <c>csharp</c> block with the name of a file is a library that it calls. A <c>text</c> block after it that shows the build's output shows what is printed for that code.
/// </summary>
public partial class CodeOfPagesTests
{
    public static TheoryData<string> Pages => [.. MarkdownFile.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Block_GivesWhatItSays(string path)
    {
        AnalyzedSource? last = null;
        var fences = MarkdownFile.Read(path).Fences;
        foreach (var fence in fences)
        {
            switch (fence.Language)
            {
                case "csharp" when fence.FileName.Length > 0:
                    break; // a library, for the code of its section
                case "csharp":
                    var others = fences.Where(other => other.FileName.Length > 0 && other.Section == fence.Section);
                    last = await AnalyzedSource.AnalyzeAsync(
                        $"{path}({fence.Line})", fence.Text, [.. others.Select(other => new Companion("/" + other.FileName, other.Text))]);
                    last.RequireAsCommented();
                    break;
                case "text":
                    RequireAsPrinted(path, fence, last);
                    break;
            }
        }
    }

    /// <summary>A file that no code is analysed with would show anything.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void NamedFile_HasCodeInItsSection(string path)
    {
        var fences = MarkdownFile.Read(path).Fences;

        Assert.All(fences.Where(fence => fence.FileName.Length > 0), file =>
            Assert.Contains(fences, fence => fence is { Language: "csharp", FileName: "" } && fence.Section == file.Section));
    }

    private static void RequireAsPrinted(string path, MarkdownFile.Fence fence, AnalyzedSource? source)
    {
        foreach (Match printed in BuildOutput().Matches(fence.Text))
        {
            Assert.NotNull(source);
            var actual = source.Findings.Select(finding =>
            {
                var start = finding.Location.GetLineSpan().StartLinePosition;
                var severity = finding.Severity.ToString().ToLowerInvariant();
                return string.Create(CultureInfo.InvariantCulture, $"({start.Line + 1},{start.Character + 1}): {severity} {finding.Id}: {DiagnosticResult.MessageOf(finding)}");
            }).ToList();
            Assert.True(actual.Contains(printed.Groups["finding"].Value), $"{path}({fence.Line}): this is not what is printed, but:\n{Report.Lines(actual)}");
        }
    }

    [GeneratedRegex(@"^\w+\.cs(?<finding>\(\d+,\d+\): \w+ NOINSTR\d{3}: .*)$", RegexOptions.Multiline)]
    private static partial Regex BuildOutput();
}
