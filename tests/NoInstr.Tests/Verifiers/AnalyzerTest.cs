using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// A test of analyzers. The names are those of Microsoft.CodeAnalysis.Testing, so that its packages can take over with few changes;
/// what it adds is that every verdict is asked for in several ways (<see cref="AnalyzerRuns"/>).
/// </summary>
public abstract class AnalyzerTest
{
    public SolutionState TestState { get; } = new();

    public string TestCode
    {
        set => TestState.Sources.Add(value);
    }

    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    /// <summary>The rule that <c>[|…|]</c> stands for, or <see cref="DiagnosticResult.AnyId"/>. By default the main or only rule.</summary>
    public string? DefaultId { get; set; }

    public LanguageVersion LanguageVersion { get; set; } = VerifierSettings.DefaultLanguageVersion;

    public List<string> PreprocessorSymbols { get; } = [];

    public ProjectReferenceKind ProjectReferenceKind { get; set; }

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    public List<string> DisabledDiagnostics { get; } = [];

    /// <summary>Last changes to the solution; they get the id of the project under test.</summary>
    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    public async Task RunAsync()
    {
        var analyzers = GetDiagnosticAnalyzers().ToImmutableArray();
        var defaultId = DefaultId ?? VerifierSettings.DefaultId(analyzers);
        using var workspace = new AdhocWorkspace();
        await RunAsync(new AnalyzerRuns(analyzers), defaultId, workspace.CurrentSolution);
    }

    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    private protected virtual async Task RunAsync(AnalyzerRuns runs, string? defaultId, Solution empty)
        => await VerifyTestStateAsync(runs, defaultId, empty);

    private protected async Task<Solution> VerifyTestStateAsync(AnalyzerRuns runs, string? defaultId, Solution empty)
    {
        var state = ParsedState.Parse(TestState, inherited: null, defaultId);
        var solution = await new SolutionBuilder(this, state, empty, runs.Reference).BuildAsync();
        await VerifyDiagnosticsAsync("TestState", runs, solution, state);
        return solution;
    }

    private protected async Task VerifyDiagnosticsAsync(string what, AnalyzerRuns runs, Solution solution, ParsedState state)
    {
        var expectedIds = state.Expected.Select(result => result.Id).ToHashSet();
        var actual = new List<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            actual.AddRange(compilation.GetDiagnostics().Where(IsWanted));
            actual.AddRange(await runs.VerdictAsync(project));
        }

        actual.RemoveAll(diagnostic => DisabledDiagnostics.Contains(diagnostic.Id) || Advice.IsBesideThePoint(diagnostic.Id, expectedIds));
        actual.Sort((x, y) => Order(x).CompareTo(Order(y)));
        Report.RequireSame(what, state.Expected, actual, state.Files);

        bool IsWanted(Diagnostic diagnostic)
            => !diagnostic.IsSuppressed && (expectedIds.Contains(diagnostic.Id) || CompilerDiagnostics switch
            {
                CompilerDiagnostics.None => false,
                CompilerDiagnostics.Errors => diagnostic.Severity == DiagnosticSeverity.Error,
                CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
                CompilerDiagnostics.All => true,
                _ => throw new InvalidOperationException($"Unknown level {CompilerDiagnostics}."),
            });
    }

    private static (string Path, int Start, int Length, string Id) Order(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        return (diagnostic.Location.GetLineSpan().Path ?? "", span.Start, -span.Length, diagnostic.Id);
    }
}

public class CSharpAnalyzerTest<TAnalyzer> : AnalyzerTest
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new TAnalyzer()];
}
