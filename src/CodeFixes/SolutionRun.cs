using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace NoInstr.CodeFixes;

/// <summary>A finding in a solution that other edits have changed already.</summary>
internal sealed record Place(Document Document, SyntaxNode Root, SemanticModel Model, SyntaxToken Token, Offence Offence)
{
    public Solution Solution => Document.Project.Solution;
}

/// <summary>A solution after an edit, not yet formatted, and what the edit is called.</summary>
internal sealed record Edited(Solution Solution, string Title)
{
    public CodeAction ToAction(Solution original, string? key) =>
        CodeAction.Create(Title, cancellation => Finish.AsInFilesAsync(original, Solution, cancellation), key);
}

/// <summary>
/// Edits for one finding after the other, each on what the ones before have left, in whichever files: so that fixing all is what fixing one by one comes to.
/// </summary>
internal static class SolutionRun
{
    /// <summary>For the actions of one finding: in the solution as it is, so that what is known of it serves all of them, and the next light bulb.</summary>
    public static async Task<Place?> AtAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation) =>
        await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
        && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
        && Offence.At(root, diagnostic) is var (token, offence)
            ? new Place(document, root, model, token, offence)
            : null;

    /// <summary>Null when no edit was made.</summary>
    public static async Task<Edited?> TryAsync(
        Solution solution, IEnumerable<Diagnostic> diagnostics, Func<Place, Task<Edited?>> edit, CancellationToken cancellation)
    {
        var (current, pending) = await MarkAsync(solution, diagnostics, cancellation).ConfigureAwait(false);
        Edited? last = null;

        // Once more after each success: what one edit would have broken may be fine behind another.
        for (var hasChanged = true; hasChanged && pending.Count > 0;)
        {
            hasChanged = false;
            foreach (var (id, offence) in pending.ToList())
            {
                if (await PlaceAsync(current.GetDocument(id)!, offence, cancellation).ConfigureAwait(false) is { } place
                    && await edit(place).ConfigureAwait(false) is { } edited)
                {
                    (last, current, hasChanged) = (edited, edited.Solution, true);
                    pending.Remove((id, offence));
                }
            }
        }
        return last;
    }

    private static async Task<(Solution Marked, List<(DocumentId Id, Offence Offence)> Pending)> MarkAsync(
        Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var found = diagnostics.ToLookup(diagnostic => solution.GetDocumentId(diagnostic.Location.SourceTree));
        var pending = new List<(DocumentId, Offence)>();
        foreach (var id in solution.Projects.SelectMany(project => project.DocumentIds).Where(found.Contains))
        {
            var (marked, offences) = await Offence.MarkAsync(solution.GetDocument(id)!, found[id], cancellation).ConfigureAwait(false);
            solution = marked.Project.Solution;
            pending.AddRange(offences.Select(offence => (id, offence)));
        }
        return (solution, pending);
    }

    /// <summary>Null where an edit has taken the token away.</summary>
    private static async Task<Place?> PlaceAsync(Document document, Offence offence, CancellationToken cancellation) =>
        await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
        && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
        && offence.TokenIn(root) is { Parent: not null } token
            ? new Place(document, root, model, token, offence)
            : null;
}
