using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Docs;

/// <summary>The pages of the rules have one form. That their code is right is <see cref="CodeOfPagesTests"/>' to know.</summary>
public class RulePageTests
{
    private static readonly string[] Sections = ["What", "Why", "Flagged", "Clean", "How to fix", "When to suppress", "Options", "Limits"];

    public static TheoryData<string> Ids => [.. Catalogue.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasTheSectionsInOrder(string id) =>
        Assert.Equal(Sections, Page(id).Headings.Where(heading => heading.Level == 2).Select(heading => heading.Text));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_ShowsTheMistakeAndTheCleanForm(string id)
    {
        var page = Page(id);

        Assert.True(IsInSource(page, id) || Code(page, "Flagged", "text", "ini").Contains($"# {id}", StringComparison.Ordinal));
        Assert.DoesNotMatch("(//|#) NOINSTR", Code(page, "Clean", "csharp", "text", "ini"));
        Assert.NotEmpty(Code(page, "Clean"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_SaysHowToSuppress(string id)
    {
        var page = Page(id);

        Assert.Contains($"dotnet_diagnostic.{id}.severity", IsInSource(page, id) ? page.Text : Code(page, "When to suppress", "ini"));
        Assert.True(!IsInSource(page, id) || Code(page, "When to suppress").Contains($"#pragma warning disable {id}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_LinksToItsSample(string id) =>
        Assert.Contains(Page(id).Links, link => link.Target == $"../../samples/Violations/{id}.cs");

    private static MarkdownFile Page(string id) => MarkdownFile.Read($"docs/rules/{id}.md");

    /// <summary>A rule about another file is marked there; no #pragma reaches it.</summary>
    private static bool IsInSource(MarkdownFile page, string id) => Code(page, "Flagged").Contains($"// {id}", StringComparison.Ordinal);

    private static string Code(MarkdownFile page, string section) => Code(page, section, "csharp");

    private static string Code(MarkdownFile page, string section, params string[] languages) =>
        string.Concat(page.Fences.Where(fence => fence.Section == section && languages.Contains(fence.Language)).Select(fence => fence.Text));
}
