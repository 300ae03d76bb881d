using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;

namespace NoInstr.Tests.EntryModel;

/// <summary>The entry model is clean under all rules. What happens when it is broken, tests/mutation asks.</summary>
public class EntryModelTests
{
    /// <summary>What a machine can be like is more than what the scenarios set.</summary>
    private const string NeverAssigned = "CS0649";

    [Fact]
    public async Task Model_Compiles_AndIsClean()
    {
        var model = ModelSources.Compile();
        Assert.Empty(model.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != NeverAssigned));

        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => failures.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = await model.WithAnalyzers([new NoInstrAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(failures);
        Assert.Empty(found.Where(finding => !finding.IsSuppressed && finding.Severity >= DiagnosticSeverity.Warning));
    }
}
