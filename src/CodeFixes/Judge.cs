using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.CodeFixes;

/// <summary>
/// Whether an edit takes its finding away and adds none. The files that it concerns are looked at first: most of what speaks against an edit is there, and the
/// light bulb waits.
/// </summary>
internal sealed class Judge(CancellationToken cancellation)
{
    /// <param name="matters">Which new findings speak against the edit.</param>
    public async Task<bool> AcceptsAsync(Place place, Solution after, Func<Diagnostic, bool> matters) =>
        (await NewAsync(place, after, matters).ConfigureAwait(false)) is { IsEmpty: true };

    /// <summary>Null where the finding stays, or where nobody can say.</summary>
    public async Task<ImmutableArray<Diagnostic>?> NewAsync(Place place, Solution after, Func<Diagnostic, bool> matters)
    {
        var (before, id) = (place.Solution, place.Offence.Id);
        if (after.GetChanges(before).GetProjectChanges().Any(project => ProjectFindings.Of(project.NewProject, id) is null))
        {
            return null; // nobody would look at what changes there
        }
        ImmutableArray<DocumentId> files = [.. ChangedFiles(before, after).Append(place.Document.Id).Distinct()];
        var inFiles = await SolutionVerdict.OfFilesAsync(after, files, id, cancellation).ConfigureAwait(false);
        var inFilesBefore = await SolutionVerdict.OfFilesAsync(before, files, id, cancellation).ConfigureAwait(false);
        if (inFiles.NewSince(inFilesBefore).Where(matters).ToImmutableArray() is { IsEmpty: false } near)
        {
            return near;
        }
        if (!inFiles.HasFewer(id, inFilesBefore))
        {
            return null;
        }
        var projects = ReachedBy(before, after);
        var whole = await SolutionVerdict.OfAsync(after, projects, id, cancellation).ConfigureAwait(false);
        var wholeBefore = await SolutionVerdict.OfAsync(before, projects, id, cancellation).ConfigureAwait(false);
        return [.. whole.NewSince(wholeBefore).Where(matters)];
    }

    private static IEnumerable<DocumentId> ChangedFiles(Solution before, Solution after) =>
        after.GetChanges(before).GetProjectChanges().SelectMany(project => project.GetChangedDocuments());

    /// <summary>The projects that change, and those that see them.</summary>
    private static ImmutableArray<ProjectId> ReachedBy(Solution before, Solution after)
    {
        var graph = after.GetProjectDependencyGraph();
        return
        [
            .. after.GetChanges(before).GetProjectChanges()
                .SelectMany(project => graph.GetProjectsThatTransitivelyDependOnThisProject(project.ProjectId).Prepend(project.ProjectId))
                .Distinct(),
        ];
    }
}
