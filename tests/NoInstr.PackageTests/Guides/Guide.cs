using NoInstr.Tests.Docs;

namespace NoInstr.PackageTests.Guides;

/// <summary>A page that tells what to type. The tests type that, and nothing else: a command or file that is not on the page is not tested, and one that is not tested is found.</summary>
internal sealed class Guide(string path)
{
    private const string Program = "dotnet ";

    private readonly MarkdownFile _page = MarkdownFile.Read(path);

    /// <summary>The commands of the block, without the name of the program.</summary>
    public IReadOnlyList<string> Commands(string section, int block = 0)
    {
        var lines = Block(section, "sh", block).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith(Program, line));
        return [.. lines.Select(line => line[Program.Length..])];
    }

    public string Block(string section, string language, int block = 0) =>
        _page.Fences.Where(fence => fence.Section == section && fence.Language == language).ElementAt(block).Text;

    public IEnumerable<string> AllCommands => _page.Fences.Where(fence => fence.Language == "sh")
        .SelectMany(fence => fence.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
