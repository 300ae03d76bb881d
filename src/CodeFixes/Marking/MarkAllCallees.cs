using System.Collections.Immutable;
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
        foreach (var diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await Callee.FindAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } callee)
            {
                callees[callee.Declaration] = callee;
            }
        }
        return callees.Count == 0 ? null : CodeAction.Create(
            "Mark all callees [NoInstr]",
            cancellation => MarkEdit.ApplyAsync(context.Solution, callees.Values, cancellation),
            context.CodeActionEquivalenceKey);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            default:
                var all = ImmutableArray.CreateBuilder<Diagnostic>();
                foreach (var project in context.Solution.Projects)
                {
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                }
                return all.ToImmutable();
        }
    }
}
