using NoInstr.Oracle.Corpora;
using Xunit.Abstractions;

namespace NoInstr.Oracle;

/// <summary>
/// docs/how-it-works.md shows the figures of this version. With NOINSTR_UPDATE=1 in the environment they are rewritten. Figures of another SDK
/// or runtime cannot be compared: its assemblies are others.
/// </summary>
public class FiguresTests(ITestOutputHelper output)
{
    private const string Opening = "<!-- oracle -->\n";
    private const string Closing = "<!-- /oracle -->";

    private static readonly string Page = Path.Combine(BuildFacts.RepositoryRoot, "docs", "how-it-works.md");

    [Fact]
    public void Page_ShowsTheFigures()
    {
        var text = File.ReadAllText(Page).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length, text.IndexOf(Closing, StringComparison.Ordinal));
        var shown = text[start..end];
        var isUpdating = Environment.GetEnvironmentVariable("NOINSTR_UPDATE") == "1";
        if (!isUpdating && !shown.Contains(Figures.Setting, StringComparison.Ordinal))
        {
            output.WriteLine($"The figures were made elsewhere; here: {Figures.Setting}.");
            return;
        }

        var figures = Figures.Table();
        if (isUpdating)
        {
            File.WriteAllText(Page, text[..start] + figures + text[end..]);
            return;
        }

        Assert.True(shown == figures, $"docs/how-it-works.md is not up to date: run this test once with NOINSTR_UPDATE=1. Expected:\n{figures}");
    }
}
