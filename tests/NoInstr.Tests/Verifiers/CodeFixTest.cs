using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// A test of a code fix: applied to one diagnostic after the other until none is left that it offers anything for, and then once
/// more by Fix All in each scope, which must come to the same.
/// </summary>
public abstract class CodeFixTest : AnalyzerTest
{
    /// <summary>
    /// After the fix. What is not given here (additional files, projects …) must be as it was in <see cref="AnalyzerTest.TestState"/>,
    /// and so must its diagnostics; references and options are always those of the test state.
    /// </summary>
    public SolutionState FixedState { get; } = new();

    /// <summary>After Fix All, where that rightly comes to something else than the fixes one by one.</summary>
    public SolutionState BatchFixedState { get; } = new();

    public string FixedCode
    {
        set => FixedState.Sources.Add(value);
    }

    public string BatchFixedCode
    {
        set => BatchFixedState.Sources.Add(value);
    }

    /// <summary>Which of the offered actions is taken; counted among those with <see cref="CodeActionEquivalenceKey"/>, if given.</summary>
    public int CodeActionIndex { get; set; }

    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>How many single fixes may be needed. By default one for each diagnostic that is there at first.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>How often Fix All may have to be called: once for each equivalence key that the offered actions have.</summary>
    public int NumberOfFixAllIterations { get; set; } = 1;

    /// <summary>Why Fix All is not compared with the single fixes.</summary>
    public string? SkipFixAllBecause { get; set; }

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    private protected sealed override async Task RunAsync(AnalyzerRuns runs, string? defaultId, Solution empty)
    {
        var original = await VerifyTestStateAsync(runs, defaultId, empty);
        if (FixedState.Sources.Count + FixedState.AdditionalFiles.Count + FixedState.AdditionalProjects.Count == 0)
        {
            return;
        }

        var expected = ParsedState.Parse(FixedState, TestState, defaultId);
        foreach (var provider in GetCodeFixProviders())
        {
            var fix = new OfferedFixes(runs, provider, CodeActionIndex, CodeActionEquivalenceKey);
            var result = await FixOneByOne.RunAsync(fix, original, NumberOfIncrementalIterations);
            await FixedText.RequireSameAsync("Fixes one by one", expected, result);
            await VerifyDiagnosticsAsync("FixedState", runs, result, expected);
            if (SkipFixAllBecause is null)
            {
                await VerifyFixAllAsync(fix, runs, defaultId, original, expected);
            }
        }
    }

    private async Task VerifyFixAllAsync(
        OfferedFixes fix, AnalyzerRuns runs, string? defaultId, Solution original, ParsedState fixedOneByOne)
    {
        var hasOwnState = BatchFixedState.Sources.Count + BatchFixedState.AdditionalProjects.Count > 0;
        var expected = hasOwnState ? ParsedState.Parse(BatchFixedState, TestState, defaultId) : fixedOneByOne;
        foreach (var scope in fix.FixAllScopes)
        {
            var result = await FixAll.RunAsync(fix, original, scope, NumberOfFixAllIterations);
            await FixedText.RequireSameAsync($"Fix All in {scope} ({NumberOfFixAllIterations} iteration(s))", expected, result);
            if (hasOwnState)
            {
                await VerifyDiagnosticsAsync($"Fix All in {scope}", runs, result, expected);
            }
        }
    }
}

public class CSharpCodeFixTest<TAnalyzer, TCodeFix> : CodeFixTest
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new TAnalyzer()];

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [new TCodeFix()];
}
