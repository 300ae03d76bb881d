using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What the analyzer says about a mutant: first in the file that was changed, and if it is silent there, anywhere.</summary>
internal static class StaticJudge
{
    public static async Task<IReadOnlyList<string>> RulesAsync(CSharpCompilation mutated, string path)
    {
        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => failures.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var analysis = mutated.WithAnalyzers([new NoInstrAnalyzer()], options);
        var changed = analysis.Compilation.SyntaxTrees.First(tree => tree.FilePath == path);
        var rules = RulesOf(await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(changed), filterSpan: null, CancellationToken.None));
        if (rules.Count == 0)
        {
            rules = RulesOf(await analysis.GetAnalyzerDiagnosticsAsync());
        }

        return failures.Count > 0 ? throw new InvalidOperationException("The analyzer fails on a mutant.", failures[0]) : rules;
    }

    private static IReadOnlyList<string> RulesOf(ImmutableArray<Diagnostic> found) =>
        [.. found.Where(finding => !finding.IsSuppressed && finding.Severity >= DiagnosticSeverity.Warning).Select(finding => finding.Id).Distinct().Order()];
}
