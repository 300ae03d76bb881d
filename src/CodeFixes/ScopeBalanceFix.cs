using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Balance;
using NoInstr.CodeFixes.Pairs;

namespace NoInstr.CodeFixes;

/// <summary>
/// Scopes that a path leaves open, or closes twice: inserts the End that is missing, removes the one that is too many, or lets a <c>using</c> or a <c>finally</c>
/// close the scope on every path.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ScopeBalanceFix)), Shared]
public sealed class ScopeBalanceFix : CodeFixProvider
{
    internal const string InsertEnd = "NoInstr.InsertEnd";
    internal const string RemoveEnd = "NoInstr.RemoveEnd";
    internal const string ConvertToUsing = "NoInstr.ConvertToUsing";
    internal const string EndInFinally = "NoInstr.EndInFinally";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.ReturnWithScopeOpen, RuleIds.EndWithoutBegin, RuleIds.DepthDiffers, RuleIds.ScopeLeftByException];

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await TryAsync(document, diagnostics, id => FixAllKey.Of(context, id, KeysOf), context.CancellationToken).ConfigureAwait(false) is { } edited
            ? await Finish.AsInFileAsync(document, edited, context.CancellationToken).ConfigureAwait(false)
            : null);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var key in KeysOf(diagnostic.Id))
            {
                if (await TryAsync(document, [diagnostic], _ => key, context.CancellationToken).ConfigureAwait(false) is { } edited)
                {
                    context.RegisterCodeFix(CodeAction.Create(TitleOf(key), cancellation => Finish.AsInFileAsync(document, edited, cancellation), key), diagnostic);
                }
            }
        }
    }

    /// <param name="keyOf">The action for a rule; null for those to leave alone.</param>
    private static Task<Document?> TryAsync(Document document, IEnumerable<Diagnostic> diagnostics, Func<string, string?> keyOf, CancellationToken cancellation) =>
        Offence.EditEachAsync(
            document,
            diagnostics.Where(diagnostic => keyOf(diagnostic.Id) is not null),
            (current, offence) => keyOf(offence.Id) is InsertEnd or RemoveEnd
                ? BalanceRun.EditAsync(current, offence, cancellation)
                : PairRun.EditAsync(current, offence, keyOf(offence.Id)!, cancellation),
            cancellation);

    /// <summary>The first one is the smallest change.</summary>
    private static ImmutableArray<string> KeysOf(string id) => id switch
    {
        RuleIds.EndWithoutBegin => [RemoveEnd, ConvertToUsing],
        RuleIds.ReturnWithScopeOpen or RuleIds.DepthDiffers => [InsertEnd, ConvertToUsing],
        RuleIds.ScopeLeftByException => [ConvertToUsing, EndInFinally],
        _ => [],
    };

    private static string TitleOf(string key) => key switch
    {
        RemoveEnd => "Remove the unmatched InstrumentationScope.End()",
        InsertEnd => "Insert the missing InstrumentationScope.End()",
        ConvertToUsing => "Convert InstrumentationScope.Begin/End to 'using'",
        _ => "Call InstrumentationScope.End() in 'finally'",
    };
}
