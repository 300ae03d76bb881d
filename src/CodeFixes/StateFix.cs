using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.States;

namespace NoInstr.CodeFixes;

/// <summary>
/// Entry states: a scope opens after what it requires is established and closes before that is torn down; lists are in canonical order; what a body
/// asks of its callers is declared. The move comes first: it changes no contract.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateFix)), Shared]
public sealed class StateFix : CodeFixProvider
{
    internal const string MoveBegin = "NoInstr.MoveBegin";
    internal const string MoveEnd = "NoInstr.MoveEnd";
    internal const string OrderStates = "NoInstr.OrderStates";
    internal const string DeclareStates = "NoInstr.DeclareStates";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        RuleIds.StateNotEstablished, RuleIds.StateOrder, RuleIds.StateForbidden, RuleIds.ChangedUnderScope, RuleIds.UndeclaredRequirement,
    ];

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await StateRun.TryAsync(document, diagnostics, id => FixAllKey.Of(context, id, KeysOf), context.CancellationToken).ConfigureAwait(false) is { } edited
            ? await Finish.AsInFileAsync(document, edited, context.CancellationToken).ConfigureAwait(false)
            : null);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var key in KeysOf(diagnostic.Id))
            {
                if (await StateRun.TryAsync(document, [diagnostic], _ => key, context.CancellationToken).ConfigureAwait(false) is { } edited)
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(TitleOf(key, diagnostic), cancellation => Finish.AsInFileAsync(document, edited, cancellation), key),
                        diagnostic);
                }
            }
        }
    }

    private static ImmutableArray<string> KeysOf(string id) => id switch
    {
        RuleIds.StateNotEstablished or RuleIds.StateForbidden => [MoveBegin, DeclareStates],
        RuleIds.StateOrder => [OrderStates],
        RuleIds.ChangedUnderScope => [MoveEnd],
        RuleIds.UndeclaredRequirement => [DeclareStates],
        _ => [],
    };

    private static string TitleOf(string key, Diagnostic diagnostic) => (key, diagnostic.Id) switch
    {
        (MoveBegin, RuleIds.StateForbidden) => "Open the scope after the call that tears the state down",
        (MoveBegin, _) => "Open the scope after the call that establishes the state",
        (MoveEnd, _) => "Close the scope before the call",
        (OrderStates, _) => "Put the states in canonical order",
        (_, RuleIds.UndeclaredRequirement) => "Declare the inferred contract",
        _ => "Declare the demand on the containing member",
    };
}
