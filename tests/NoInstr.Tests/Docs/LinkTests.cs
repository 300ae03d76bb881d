namespace NoInstr.Tests.Docs;

/// <summary>Every relative link of every page leads somewhere.</summary>
public class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownFile.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void RelativeLink_Resolves(string path)
    {
        var broken = MarkdownFile.Read(path).Links
            .Where(link => link.IsRelative && !Resolves(path, link.Target))
            .Select(link => $"{path}({link.Line}): {link.Target}");

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("README.md", "CONTRIBUTING.md", true)]
    [InlineData("README.md", "docs/rules/NOINSTR101.md#how-to-fix", true)]
    [InlineData("docs/rules/NOINSTR101.md", "../../README.md", true)]
    [InlineData("docs/rules/NOINSTR101.md", "NOINSTR102.md", true)]
    [InlineData("docs/rules/NOINSTR101.md", "#limits", true)]
    [InlineData("docs/rules/NOINSTR101.md", "README.txt", false)]
    [InlineData("docs/rules/NOINSTR101.md", "#no-such-heading", false)]
    [InlineData("README.md", "docs/rules/NOINSTR101.md#no-such-heading", false)]
    public void Link_IsResolvedFromItsPage(string page, string target, bool resolves) => Assert.Equal(resolves, Resolves(page, target));

    private static bool Resolves(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        return Repository.Has(target)
            && (parts.Length == 1 || MarkdownFile.Read(target).Headings.Any(heading => heading.Anchor == parts[1]));
    }
}
