using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Pairs;

namespace NoInstr.CodeFixes;

/// <summary>Scopes that change nothing, inside another one or around nothing: the pair goes, and what is inside stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ScopePairFix)), Shared]
public sealed class ScopePairFix : CodeFixProvider
{
    internal const string RemovePair = "NoInstr.RemovePair";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NestedScope, RuleIds.IdleScope];

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await TryAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false) is { } edited
            ? await Finish.AsInFileAsync(document, edited, context.CancellationToken).ConfigureAwait(false)
            : null);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await TryAsync(document, [diagnostic], context.CancellationToken).ConfigureAwait(false) is { } edited)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Remove the instrumentation scope", cancellation => Finish.AsInFileAsync(document, edited, cancellation), RemovePair), diagnostic);
            }
        }
    }

    private static Task<Document?> TryAsync(Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation) => Offence.EditEachAsync(
        document, diagnostics, (current, offence) => PairRun.EditAsync(current, offence, RemovePair, cancellation), cancellation);
}
