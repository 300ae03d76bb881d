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

        Assert.Contains($"// {id}", Code(page, "Flagged"));
        Assert.DoesNotContain("// NOINSTR", Code(page, "Clean"));
        Assert.NotEmpty(Code(page, "Clean"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_SaysHowToSuppress(string id)
    {
        var page = Page(id);

        Assert.Contains($"#pragma warning disable {id}", Code(page, "When to suppress"));
        Assert.Contains($"dotnet_diagnostic.{id}.severity", page.Text);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_LinksToItsSample(string id) =>
        Assert.Contains(Page(id).Links, link => link.Target == $"../../samples/Violations/{id}.cs");

    private static MarkdownFile Page(string id) => MarkdownFile.Read($"docs/rules/{id}.md");

    private static string Code(MarkdownFile page, string section) =>
        string.Concat(page.Fences.Where(fence => fence.Section == section && fence.Language == "csharp").Select(fence => fence.Text));
}
