using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.CodeFixes;

/// <summary>
/// What the analyzer says about all that an edit can reach: a contract is heard of wherever the member is called, overridden or stored. Findings are told apart
/// by what they say, because edits move them.
/// </summary>
internal sealed class SolutionVerdict
{
    private readonly ILookup<(string Id, string Message), Diagnostic> _findings;

    private SolutionVerdict(IEnumerable<Diagnostic> findings) =>
        _findings = findings.ToLookup(finding => (finding.Id, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Of whole projects. Those without the analyzer have no say.</summary>
    public static async Task<SolutionVerdict> OfAsync(Solution solution, IEnumerable<ProjectId> projects, string id, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        foreach (var project in projects)
        {
            if (ProjectFindings.Of(solution.GetProject(project)!, id) is { } asked)
            {
                findings.AddRange(await asked.OfAllFilesAsync(cancellation).ConfigureAwait(false));
            }
        }
        return new SolutionVerdict(findings);
    }

    /// <summary>Of these files alone, which is quicker.</summary>
    public static async Task<SolutionVerdict> OfFilesAsync(Solution solution, IEnumerable<DocumentId> files, string id, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        foreach (var file in files)
        {
            if (ProjectFindings.Of(solution.GetProject(file.ProjectId)!, id) is { } asked)
            {
                findings.AddRange(await asked.OfFileAsync(file, cancellation).ConfigureAwait(false));
            }
        }
        return new SolutionVerdict(findings);
    }

    /// <summary>Of an additional file.</summary>
    public static async Task<SolutionVerdict> OfListAsync(TextDocument list, string id, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        if (ProjectFindings.Of(list.Project, id) is { } asked)
        {
            foreach (var file in list.Project.AnalyzerOptions.AdditionalFiles.Where(file => file.Path == (list.FilePath ?? list.Name)))
            {
                findings.AddRange(await asked.OfAdditionalFileAsync(file, cancellation).ConfigureAwait(false));
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
}
