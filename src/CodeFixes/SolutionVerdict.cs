using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.CodeFixes;

/// <summary>
/// What the analyzer says about all that an edit can reach: a contract is heard of wherever the member is called, overridden or stored. Findings are told apart
/// by what they say, because edits move them.
/// </summary>
internal sealed class SolutionVerdict
{
    /// <summary>A light bulb is asked for again and again while nothing changes.</summary>
    private static readonly ConditionalWeakTable<Project, IReadOnlyList<Diagnostic>> Known = new();

    private readonly ILookup<(string Id, string Message), Diagnostic> _findings;

    private SolutionVerdict(IEnumerable<Diagnostic> findings) =>
        _findings = findings.ToLookup(finding => (finding.Id, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Of whole projects. Those without the analyzer have no say.</summary>
    public static async Task<SolutionVerdict> OfAsync(Solution solution, IEnumerable<ProjectId> projects, string id, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        foreach (var project in projects.Select(solution.GetProject))
        {
            if (project is null)
            {
                continue;
            }
            if (!Known.TryGetValue(project, out var known) && await DriverAsync(project, id, cancellation).ConfigureAwait(false) is { } driver)
            {
                var found = await driver.GetAnalyzerDiagnosticsAsync(cancellation).ConfigureAwait(false);
                known = Known.GetValue(project, _ => found);
            }
            findings.AddRange(known ?? []);
        }
        return new SolutionVerdict(findings);
    }

    /// <summary>Of these files alone, which is quicker.</summary>
    public static async Task<SolutionVerdict> OfFilesAsync(Solution solution, IEnumerable<DocumentId> files, string id, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        foreach (var inProject in files.GroupBy(file => file.ProjectId))
        {
            if (await DriverAsync(solution.GetProject(inProject.Key)!, id, cancellation).ConfigureAwait(false) is not { } driver)
            {
                continue;
            }
            foreach (var file in inProject)
            {
                var tree = await solution.GetDocument(file)!.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false);
                findings.AddRange(await driver.GetAnalyzerSemanticDiagnosticsAsync(
                    driver.Compilation.GetSemanticModel(tree!), filterSpan: null, cancellation).ConfigureAwait(false));
            }
        }
        return new SolutionVerdict(findings);
    }

    /// <summary>Of an additional file.</summary>
    public static async Task<SolutionVerdict> OfListAsync(TextDocument list, string id, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        if (await DriverAsync(list.Project, id, cancellation).ConfigureAwait(false) is { } driver)
        {
            foreach (var file in list.Project.AnalyzerOptions.AdditionalFiles.Where(file => file.Path == (list.FilePath ?? list.Name)))
            {
                var result = await driver.GetAnalysisResultAsync(file, cancellation).ConfigureAwait(false);
                findings.AddRange(result.GetAllDiagnostics());
            }
        }
        return new SolutionVerdict(findings);
    }

    public IEnumerable<Diagnostic> Findings => _findings.SelectMany(said => said);

    public bool HasFewer(string id, SolutionVerdict before) => Count(id) < before.Count(id);

    /// <summary>What was not said before, or less often. Advice does not count: what a new annotation should have beside it has a fix of its own.</summary>
    public ImmutableArray<Diagnostic> NewSince(SolutionVerdict before) =>
    [
        .. _findings
            .Where(said => said.First().DefaultSeverity >= DiagnosticSeverity.Warning && said.Count() > before._findings[said.Key].Count())
            .SelectMany(said => said),
    ];

    private int Count(string id) => _findings.Where(said => said.Key.Id == id).Sum(said => said.Count());

    private static async Task<CompilationWithAnalyzers?> DriverAsync(Project project, string id, CancellationToken cancellation) =>
        Verdict.AnalyzersOf(project, id) is { IsEmpty: false } analyzers
        && await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compilation
            ? compilation.WithAnalyzers(analyzers, project.AnalyzerOptions)
            : null;
}
