using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Marking;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes;

/// <summary>
/// What leaves the noinstr region: put an instrumentation scope around it, or make the callee a part of the region. One provider for both,
/// because a client that applies a fix without asking (dotnet format) takes the first action: the scope, which changes no contract.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegionFix)), Shared]
public sealed class RegionFix : CodeFixProvider
{
    internal const string WrapBeginEnd = "NoInstr.Wrap.BeginEnd";
    internal const string WrapUsing = "NoInstr.Wrap.Using";
    internal const string MarkCallee = "NoInstr.MarkCallee";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.CallLeavesRegion, RuleIds.IndirectCall, RuleIds.InsertedCall, RuleIds.Allocation, RuleIds.Throw];

    public override FixAllProvider GetFixAllProvider() => new RegionFixAll();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            await RegisterWrapAsync(context, diagnostic, ScopeForm.BeginEnd, "Wrap in InstrumentationScope.Begin/End", WrapBeginEnd).ConfigureAwait(false);
            await RegisterWrapAsync(context, diagnostic, ScopeForm.Using, "Wrap in a 'using' scope", WrapUsing).ConfigureAwait(false);
            if (diagnostic.Id is RuleIds.CallLeavesRegion or RuleIds.IndirectCall or RuleIds.InsertedCall)
            {
                await RegisterMarkAsync(context, diagnostic).ConfigureAwait(false);
            }
        }
    }

    private static async Task RegisterWrapAsync(CodeFixContext context, Diagnostic diagnostic, ScopeForm form, string title, string key)
    {
        var document = context.Document;
        if (await WrapRun.TryAsync(document, [diagnostic], form, context.CancellationToken).ConfigureAwait(false) is { } edited)
        {
            context.RegisterCodeFix(CodeAction.Create(title, cancellation => Finish.AsInFileAsync(document, edited, cancellation), key), diagnostic);
        }
    }

    private static async Task RegisterMarkAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        var solution = context.Document.Project.Solution;
        if (await Callee.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } callee)
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Mark '{callee.Name}' [NoInstr]", cancellation => MarkEdit.ApplyAsync(solution, [callee], cancellation), MarkCallee),
                diagnostic);
        }
    }
}
