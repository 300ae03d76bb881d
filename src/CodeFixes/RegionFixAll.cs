using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.CodeFixes.Marking;
using NoInstr.CodeFixes.Trusting;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes;

/// <summary>Each action has its own way to fix all: scopes file by file, callees wherever they are declared, trust in the list of the project.</summary>
internal sealed class RegionFixAll : FixAllProvider
{
    private static readonly FixAllProvider BeginEnd = Wrap(ScopeForm.BeginEnd);
    private static readonly FixAllProvider Using = Wrap(ScopeForm.Using);
    private static readonly FixAllProvider Mark = new MarkAllCallees();
    private static readonly FixAllProvider Trust = new TrustAll();

    private static readonly FixAllProvider Inline = new SolutionFixAll(
        "Mark all callees [AlwaysInline]", static (context, place, judge) => InlineCallee.TryAsync(place, judge, context.CancellationToken));

    private static readonly FixAllProvider MarkAll = new SolutionFixAll(
        "Mark all callees and everything they call [NoInstr]", static (context, place, judge) => MarkClosure.TryAsync(place, judge, isForOne: true, context.CancellationToken));

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => context.CodeActionEquivalenceKey switch
    {
        RegionFix.MarkCallee => Mark.GetFixAsync(context),
        RegionFix.InlineCallees => Inline.GetFixAsync(context),
        RegionFix.MarkCallees => MarkAll.GetFixAsync(context),
        RegionFix.TrustCallees => Trust.GetFixAsync(context),
        RegionFix.WrapUsing => Using.GetFixAsync(context),
        _ => BeginEnd.GetFixAsync(context),
    };

    private static FixAllProvider Wrap(ScopeForm form) => FixAllProvider.Create(async (context, document, diagnostics) =>
        await WrapRun.TryAsync(document, diagnostics, form, context.CancellationToken).ConfigureAwait(false) is { } edited
            ? await Finish.AsInFileAsync(document, edited, context.CancellationToken).ConfigureAwait(false)
            : null);
}
