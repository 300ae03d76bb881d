using System.Text.RegularExpressions;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>The page that NoInstrExplain writes, in a browser.</summary>
[Collection(ConsumerCollection.Name)]
public sealed partial class ExplainPageTests(ConsumerFixture fixture)
{
    private string Page => fixture.PathOf("Explained", "bin", "Release", "net10.0", "Explained.noinstr.html");

    [BrowserFact]
    public async Task Page_ShowsEachRoot_Unfolded()
    {
        var document = await Browser.DocumentAsync(Page);

        Assert.Equal(["Syscall.DoSyscall", "Exit.ExitToUser"], Roots(document).Select(root => root.Name).Order(StringComparer.Ordinal).Reverse());
        Assert.All(Roots(document), root => Assert.True(root is { IsHidden: false, IsOpen: true }));
    }

    [BrowserFact]
    public async Task Fragment_Searches()
    {
        var document = await Browser.DocumentAsync(Page, "#TraceSysEnter");

        Assert.Equal("Syscall.DoSyscall", Assert.Single(Roots(document), root => !root.IsHidden).Name);
        Assert.Contains(">1 root<", document, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Buttons_FoldAndChangeColours()
    {
        var copy = Path.ChangeExtension(Page, ".clicked.html");
        await File.WriteAllTextAsync(copy, (await File.ReadAllTextAsync(Page)).Replace(
            "</body>", "<script>for (const id of ['fold', 'theme']) document.getElementById(id).click();</script></body>", StringComparison.Ordinal));

        var document = await Browser.DocumentAsync(copy);

        Assert.All(Roots(document), root => Assert.False(root.IsOpen));
        Assert.Matches("<html [^>]*data-theme=\"(dark|light)\"", document);
    }

    [BrowserFact]
    public async Task Screenshot_IsLightOrDark()
    {
        var (light, dark) = (await Browser.ScreenshotAsync(Page, dark: false), await Browser.ScreenshotAsync(Page, dark: true));

        Assert.True(light.Length > 10_000, "There is hardly anything on it.");
        Assert.NotEqual(light, dark);
    }

    private static IEnumerable<(string Name, bool IsHidden, bool IsOpen)> Roots(string document) => RootTag().Matches(document)
        .Select(match => (match.Groups["name"].Value, match.Groups["attributes"].Value.Contains("hidden", StringComparison.Ordinal), match.Groups["attributes"].Value.Contains("open", StringComparison.Ordinal)));

    [GeneratedRegex("<details class=\"root[^\"]*\"(?<attributes>[^>]*)><summary><b>(?<name>[^<]*)</b>")]
    private static partial Regex RootTag();
}
