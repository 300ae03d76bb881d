using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NoInstr.CodeFixes;

/// <summary>Fixes all by edits that go wherever they have to: each is tried on what the ones before have left.</summary>
internal sealed class SolutionFixAll(string title, Func<FixAllContext, Place, Judge, Task<Edited?>> edit) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await FixAllDiagnostics.OfAsync(context).ConfigureAwait(false);
        var judge = new Judge(context.CancellationToken);
        var edited = await SolutionRun.TryAsync(context.Solution, diagnostics, place => edit(context, place, judge), context.CancellationToken).ConfigureAwait(false);
        return edited is null ? null : (edited with { Title = title }).ToAction(context.Solution, context.CodeActionEquivalenceKey);
    }
}
