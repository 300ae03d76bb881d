using NoInstr.Oracle.Comparison;
using Xunit.Abstractions;

namespace NoInstr.Oracle.Corpora;

/// <summary>Real code: assemblies of the framework, decompiled and compiled again.</summary>
public class FrameworkTests(ITestOutputHelper output)
{
    public static TheoryData<string> Assemblies => [.. FrameworkCorpus.Assemblies];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Events_AreTheCallsOfTheIL(string assembly)
    {
        var result = FrameworkCorpus.ResultOf(assembly);
        output.WriteLine(result.Figures);
        DifferenceFiles.Write(assembly, result);
        result.RequireNone();
    }
}
