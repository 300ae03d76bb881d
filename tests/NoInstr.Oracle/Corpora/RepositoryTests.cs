using NoInstr.Oracle.Comparison;
using Xunit.Abstractions;

namespace NoInstr.Oracle.Corpora;

/// <summary>This repository's own projects: code by the authors of the analyzer, in the newest C#.</summary>
public class RepositoryTests(ITestOutputHelper output)
{
    [Fact]
    public void Events_AreTheCallsOfTheIL()
    {
        var total = new ComparisonResult();
        foreach (var (project, result) in RepositoryCorpus.Results)
        {
            output.WriteLine($"{project}: {result.Figures}");
            total.Add(result);
        }

        output.WriteLine(total.Figures);
        DifferenceFiles.Write("repository", total);
        total.RequireNone();
    }
}
