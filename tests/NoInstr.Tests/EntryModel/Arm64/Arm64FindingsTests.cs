using Microsoft.CodeAnalysis;
using NoInstr.Tests.Robustness;
using NoInstr.Tests.Verifiers;
using Xunit.Abstractions;

namespace NoInstr.Tests.EntryModel.Arm64;

public class Arm64FindingsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Dump()
    {
        var c = Arm64Project.Native.Compilation;
        Assert.Empty(c.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var found = await AnalyzerHost.AnalyzeAsync(c);
        File.WriteAllLines("/tmp/ma/dump.txt", found.Select(Report.Line).Order());
        output.WriteLine(found.Length.ToString());
    }
}
