using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What the analyzer says about a mutant.</summary>
internal static class StaticJudge
{
    public static async Task<IReadOnlyList<string>> RulesAsync(CSharpCompilation mutated)
    {
        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => failures.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = await mutated.WithAnalyzers([new NoInstrAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        return failures.Count > 0
            ? throw new InvalidOperationException("The analyzer fails on a mutant.", failures[0])
            : [.. found.Where(finding => !finding.IsSuppressed && finding.Severity >= DiagnosticSeverity.Warning).Select(finding => finding.Id).Distinct().Order()];
    }
}
