using System.Text.RegularExpressions;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>docs/getting-started.md, followed to the letter in an empty folder: each file is written, each command run, each output compared.</summary>
[Collection(ConsumerCollection.Name)]
public sealed partial class GettingStartedTests(ConsumerFixture fixture)
{
    [Fact]
    public async Task Page_IsWhatHappens()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(BuildLocations.RepositoryRoot, "docs", "getting-started.md"));
        var walk = page[..page.IndexOf("\n## Entry states", StringComparison.Ordinal)].ReplaceLineEndings("\n");
        using var folder = new EmptyFolder(fixture.Package);
        var (written, ran, compared) = (0, 0, 0);
        var last = new CommandResult("nothing", 0, "");
        foreach (Match block in Block().Matches(walk))
        {
            var text = block.Groups["text"].Value;
            if (block.Groups["language"].Value == "csharp")
            {
                if (written++ == 0)
                {
                    File.Delete(folder.PathOf("Kernel", "Class1.cs"));
                    folder.Write("Kernel/Entry.cs", text.Replace(" // NOINSTR101", "", StringComparison.Ordinal)); // the page marks the line that it talks about
                    continue;
                }

                // The fix has made it.
                Assert.Equal(text, File.ReadAllText(folder.PathOf("Kernel", "Entry.cs")).TrimStart('\uFEFF').ReplaceLineEndings("\n"));
                compared++;
            }
            else if (text.StartsWith("dotnet ", StringComparison.Ordinal))
            {
                foreach (var command in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    last = (await folder.RunAsync(command["dotnet ".Length..])).ThrowIfFailed();
                    ran++;
                }
            }
            else
            {
                Assert.Contains(text.TrimEnd(), last.Output, StringComparison.Ordinal);
                compared++;
            }
        }

        Assert.Equal((2, 6, 2), (written, ran, compared));
        Assert.True(File.Exists(folder.PathOf("Kernel", "bin", "Debug", "net10.0", "Kernel.noinstr.html")));
    }

    [GeneratedRegex("^```(?<language>\\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
