using Microsoft.CodeAnalysis;

namespace NoInstr.CodeFixes.States;

/// <summary>
/// Plan, edit, validate. Plans are generous: which call establishes a state, and which code needs the scope, the analyzer knows, and it is asked about each
/// edit. The first one that removes the finding and adds none is made.
/// </summary>
internal static class StateRun
{
    /// <summary>The edited document, not yet formatted; null when there is nothing to edit.</summary>
    /// <param name="keyOf">The action for a rule; null for those to leave alone.</param>
    public static Task<Document?> TryAsync(Document document, IEnumerable<Diagnostic> diagnostics, Func<string, string?> keyOf, CancellationToken cancellation) =>
        Offence.EditEachAsync(
            document,
            diagnostics.Where(diagnostic => keyOf(diagnostic.Id) is not null),
            (current, offence) => EditAsync(current, offence, keyOf(offence.Id)!, cancellation),
            cancellation);

    private static async Task<Document?> EditAsync(Document document, Offence offence, string key, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || offence.TokenIn(root) is not { Parent: not null } token)
        {
            return null;
        }
        // What a member declares is heard of everywhere; where its scopes are, only inside of it. The file is asked first: most of what speaks against an edit is there.
        var isDeclared = key is StateFix.DeclareStates or StateFix.OrderStates;
        foreach (var edited in Edits(root, token, offence, key, model))
        {
            var result = document.WithSyntaxRoot(edited);
            if (!Validation.SameRemarks(root, edited) || !await Validation.HoldsAsync(document, result, offence.Mark, cancellation).ConfigureAwait(false))
            {
                continue;
            }
            if (await RemovesAsync(document, result, offence.Id, isWhole: false, cancellation).ConfigureAwait(false)
                && (!isDeclared || await RemovesAsync(document, result, offence.Id, isWhole: true, cancellation).ConfigureAwait(false)))
            {
                return result;
            }
        }
        return null;
    }

    private static async Task<bool> RemovesAsync(Document document, Document result, string id, bool isWhole, CancellationToken cancellation) =>
        await Verdict.OfAsync(document, id, isWhole, cancellation).ConfigureAwait(false) is { } before
        && await Verdict.OfAsync(result, id, isWhole, cancellation).ConfigureAwait(false) is { } after
        && after.Lacks(id, before);

    private static IEnumerable<SyntaxNode> Edits(SyntaxNode root, SyntaxToken token, Offence offence, string key, SemanticModel model) => key switch
    {
        StateFix.MoveBegin => LaterBegin.Edits(root, token, model),
        StateFix.MoveEnd => EarlierEnd.Edits(root, token, model),
        StateFix.OrderStates => CanonicalOrder.Edit(root, token, model) is { } ordered ? [ordered] : [],
        StateFix.DeclareStates => DeclaredContract.Edit(root, token, offence.Declare, model) is { } declared ? [declared] : [],
        _ => [],
    };
}
