using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.CodeFixes;

/// <summary>
/// What the analyzer says about a project, whole or file by file. A snapshot does not change, and light bulbs ask again and again: each question is answered
/// once. The analyzer is found through the project, by the rules that it reports: fixes know no analyzer.
/// </summary>
internal sealed class ProjectFindings
{
    private const string Family = "NOINSTR";

    private static readonly ConditionalWeakTable<Project, ProjectFindings> Known = new();

    private readonly Project _project;
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly ConcurrentDictionary<DocumentId, ImmutableArray<Diagnostic>> _ofFiles = new();
    private StrongBox<ImmutableArray<Diagnostic>>? _whole;

    private ProjectFindings(Project project)
    {
        _project = project;
        _analyzers = AnalyzersOf(project);
    }

    /// <summary>Null where the project has no analyzer that reports the rule: an edit that nobody can judge is not made.</summary>
    public static ProjectFindings? Of(Project project, string id)
    {
        var findings = Of(project);
        return findings._analyzers.Any(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id)) ? findings : null;
    }

    /// <summary>Of a project that differs by marks alone, which no analyzer sees: what is known of the one is known of the other.</summary>
    public static void Share(Project project, Project marked)
    {
        var findings = Of(project);
        Known.GetValue(marked, _ => findings);
    }

    public async Task<ImmutableArray<Diagnostic>> OfAllFilesAsync(CancellationToken cancellation)
    {
        if (_whole is not { } whole)
        {
            var driver = await DriverAsync(cancellation).ConfigureAwait(false);
            _whole = whole = new(driver is null ? [] : await driver.GetAnalyzerDiagnosticsAsync(cancellation).ConfigureAwait(false));
        }
        return whole.Value;
    }

    /// <summary>Of one file alone, which is quicker.</summary>
    public async Task<ImmutableArray<Diagnostic>> OfFileAsync(DocumentId file, CancellationToken cancellation)
    {
        if (!_ofFiles.TryGetValue(file, out var found))
        {
            var driver = await DriverAsync(cancellation).ConfigureAwait(false);
            var tree = _project.GetDocument(file) is { } document ? await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) : null;
            found = driver is null || tree is null
                ? []
                : await driver.GetAnalyzerSemanticDiagnosticsAsync(driver.Compilation.GetSemanticModel(tree), filterSpan: null, cancellation).ConfigureAwait(false);
            _ofFiles[file] = found;
        }
        return found;
    }

    /// <summary>Of an additional file.</summary>
    public async Task<ImmutableArray<Diagnostic>> OfAdditionalFileAsync(AdditionalText file, CancellationToken cancellation)
    {
        if (await DriverAsync(cancellation).ConfigureAwait(false) is not { } driver)
        {
            return [];
        }
        var result = await driver.GetAnalysisResultAsync(file, cancellation).ConfigureAwait(false);
        return result.GetAllDiagnostics();
    }

    private static ProjectFindings Of(Project project) => Known.GetValue(project, static project => new ProjectFindings(project));

    private static ImmutableArray<DiagnosticAnalyzer> AnalyzersOf(Project project) =>
    [
        .. project.AnalyzerReferences.Concat(project.Solution.AnalyzerReferences)
            .SelectMany(reference => reference.GetAnalyzers(project.Language))
            .Where(static analyzer => analyzer.SupportedDiagnostics.Any(static rule => rule.Id.StartsWith(Family, StringComparison.Ordinal)))
            .GroupBy(static analyzer => analyzer.GetType().FullName)
            .Select(static same => same.First()),
    ];

    /// <summary>Nothing would be won by keeping one: each question makes the driver start anew, on a clone of the compilation.</summary>
    private async Task<CompilationWithAnalyzers?> DriverAsync(CancellationToken cancellation) =>
        (await _project.GetCompilationAsync(cancellation).ConfigureAwait(false))?.WithAnalyzers(_analyzers, _project.AnalyzerOptions);
}
