namespace NoInstr.Tests.Samples;

/// <summary>The samples give the findings that their comments say, on those lines, and no others.</summary>
public class ViolationsTests
{
    private const string Directory = "samples/Violations";

    public static TheoryData<string> Samples => [.. Repository.Files(Directory, "*.cs").Where(path => !IsLibrary(path))];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_GivesWhatItsCommentsSay(string path)
    {
        var companions = CompanionsOf(Path.GetFileNameWithoutExtension(path)).Select(companion => new Companion("/" + companion, Repository.Read(companion)));

        (await AnalyzedSource.AnalyzeAsync(path, Repository.Read(path), [.. companions])).RequireAsCommented();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_IsShortAndCompleteInItself(string path)
    {
        var lines = Repository.Read(path).TrimEnd().Split('\n');

        Assert.True(lines.Length < 120, $"{path} has {lines.Length} lines; a sample is read in one go.");
        Assert.Contains("using NoInstr;", lines);
    }

    /// <summary>What else a sample is made of has its id in its name: NoInstr.Safe.NOINSTR901.txt, NOINSTR902.globalconfig, NOINSTR904.Library.cs.</summary>
    public static IEnumerable<string> CompanionsOf(string id) =>
        Repository.Files(Directory, $"*{id}*").Where(path => IsLibrary(path) || !path.EndsWith(".cs", StringComparison.Ordinal));

    private static bool IsLibrary(string path) => path.EndsWith(".Library.cs", StringComparison.Ordinal);
}
