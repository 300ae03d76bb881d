using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes;

/// <summary>What leaves the noinstr region may do so inside an instrumentation scope: puts one around the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrapInScopeFix)), Shared]
public sealed class WrapInScopeFix : CodeFixProvider
{
    internal const string CompilerInsertedCall = "NOINSTR103";
    internal const string Allocation = "NOINSTR104";
    internal const string Throw = "NOINSTR105";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.CallLeavesRegion, RuleIds.IndirectCall, CompilerInsertedCall, Allocation, Throw];

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var form = context.CodeActionEquivalenceKey == Key(ScopeForm.Using) ? ScopeForm.Using : ScopeForm.BeginEnd;
        return await WrapRun.TryAsync(document, diagnostics, form, context.CancellationToken).ConfigureAwait(false) is { } edited
            ? await Finish.AsInFileAsync(document, edited, context.CancellationToken).ConfigureAwait(false)
            : null;
    });

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            await RegisterAsync(context, diagnostic, ScopeForm.BeginEnd, "Wrap in InstrumentationScope.Begin/End").ConfigureAwait(false);
            await RegisterAsync(context, diagnostic, ScopeForm.Using, "Wrap in a 'using' scope").ConfigureAwait(false);
        }
    }

    private static async Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic, ScopeForm form, string title)
    {
        var document = context.Document;
        if (await WrapRun.TryAsync(document, [diagnostic], form, context.CancellationToken).ConfigureAwait(false) is { } edited)
        {
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => Finish.AsInFileAsync(document, edited, cancellation), Key(form)),
                diagnostic);
        }
    }

    private static string Key(ScopeForm form) => "NoInstr.Wrap." + form;
}
