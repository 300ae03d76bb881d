using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Balance;

namespace NoInstr.CodeFixes;

/// <summary>Scopes that a path leaves open, or closes twice: inserts the End that is missing, removes the one that is too many.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ScopeBalanceFix)), Shared]
public sealed class ScopeBalanceFix : CodeFixProvider
{
    internal const string InsertEnd = "NoInstr.InsertEnd";
    internal const string RemoveEnd = "NoInstr.RemoveEnd";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.ReturnWithScopeOpen, RuleIds.EndWithoutBegin, RuleIds.DepthDiffers];

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await BalanceRun.TryAsync(document, diagnostics.Where(d => FixAllKey.Of(context, d.Id, KeysOf) is not null), context.CancellationToken)
            .ConfigureAwait(false) is { } edited
            ? await Finish.AsInFileAsync(document, edited, context.CancellationToken).ConfigureAwait(false)
            : null);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await BalanceRun.TryAsync(document, [diagnostic], context.CancellationToken).ConfigureAwait(false) is { } edited)
            {
                var title = diagnostic.Id == RuleIds.EndWithoutBegin
                    ? "Remove the unmatched InstrumentationScope.End()"
                    : "Insert the missing InstrumentationScope.End()";
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => Finish.AsInFileAsync(document, edited, cancellation), KeysOf(diagnostic.Id)[0]),
                    diagnostic);
            }
        }
    }

    private static ImmutableArray<string> KeysOf(string id) => id switch
    {
        RuleIds.EndWithoutBegin => [RemoveEnd],
        RuleIds.ReturnWithScopeOpen or RuleIds.DepthDiffers => [InsertEnd],
        _ => [],
    };
}
