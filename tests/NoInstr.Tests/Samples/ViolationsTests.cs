namespace NoInstr.Tests.Samples;

/// <summary>The samples give the findings that their comments say, on those lines, and no others.</summary>
public class ViolationsTests
{
    private const string Directory = "samples/Violations";

    public static TheoryData<string> Samples => [.. Repository.Files(Directory, "*.cs")];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_GivesWhatItsCommentsSay(string path) => (await AnalyzedSource.AnalyzeAsync(path, Repository.Read(path))).RequireAsCommented();

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_IsShortAndCompleteInItself(string path)
    {
        var lines = Repository.Read(path).TrimEnd().Split('\n');

        Assert.True(lines.Length < 120, $"{path} has {lines.Length} lines; a sample is read in one go.");
        Assert.Contains("using NoInstr;", lines);
    }
}
