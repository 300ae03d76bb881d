using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NoInstr.CodeFixes.Marking;

/// <summary>Marks each callee once, however many calls of it there are, and in whichever file it is declared.</summary>
internal sealed class MarkAllCallees : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var callees = new Dictionary<SyntaxNode, Callee>();
        foreach (var diagnostic in await FixAllDiagnostics.OfAsync(context).ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await Callee.FindAsync(document, diagnostic, Mark.NoInstr, context.CancellationToken).ConfigureAwait(false) is { } callee)
            {
                callees[callee.Declaration] = callee;
            }
        }
        return callees.Count == 0 ? null : CodeAction.Create(
            "Mark all callees [NoInstr]",
            async cancellation => await Finish.AsInFilesAsync(
                context.Solution,
                await MarkEdit.ApplyAsync(context.Solution, callees.Values, Mark.NoInstr, cancellation).ConfigureAwait(false),
                cancellation).ConfigureAwait(false),
            context.CodeActionEquivalenceKey);
    }
}
