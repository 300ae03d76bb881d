using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Marking;
using NoInstr.CodeFixes.Trusting;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes;

/// <summary>
/// What leaves the noinstr region: put an instrumentation scope around it, make the callee a part of the region, or trust it. One provider for all,
/// because a client that applies a fix without asking (dotnet format) takes the first action: the scope, which changes no contract.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegionFix)), Shared]
public sealed class RegionFix : CodeFixProvider
{
    internal const string WrapBeginEnd = "NoInstr.Wrap.BeginEnd";
    internal const string WrapUsing = "NoInstr.Wrap.Using";
    internal const string MarkCallee = "NoInstr.MarkCallee";
    internal const string InlineCallees = "NoInstr.InlineCallee";
    internal const string MarkCallees = "NoInstr.MarkCallees";
    internal const string TrustCallees = "NoInstr.TrustCallee";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.CallLeavesRegion, RuleIds.IndirectCall, RuleIds.InsertedCall, RuleIds.Allocation, RuleIds.Throw];

    public override FixAllProvider GetFixAllProvider() => new RegionFixAll();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            await RegisterWrapAsync(context, diagnostic, ScopeForm.BeginEnd, "Wrap in InstrumentationScope.Begin/End", WrapBeginEnd).ConfigureAwait(false);
            await RegisterWrapAsync(context, diagnostic, ScopeForm.Using, "Wrap in a 'using' scope", WrapUsing).ConfigureAwait(false);
            if (Callee.IsNamedBy(diagnostic.Id))
            {
                await RegisterMarkAsync(context, diagnostic).ConfigureAwait(false);
                await RegisterJudgedAsync(context, diagnostic).ConfigureAwait(false);
                await RegisterTrustAsync(context, diagnostic).ConfigureAwait(false);
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
        if (await Callee.FindAsync(context.Document, diagnostic, Mark.NoInstr, context.CancellationToken).ConfigureAwait(false) is { } callee)
        {
            var marked = await MarkEdit.ApplyAsync(solution, [callee], Mark.NoInstr, context.CancellationToken).ConfigureAwait(false);
            context.RegisterCodeFix(new Edited(marked, $"Mark '{callee.Name}' [NoInstr]").ToAction(solution, MarkCallee), diagnostic);
        }
    }

    /// <summary>What is offered only where nothing else is wrong afterwards.</summary>
    private static async Task RegisterJudgedAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        var (solution, judge, cancellation) = (context.Document.Project.Solution, new Judge(context.CancellationToken), context.CancellationToken);
        if (await SolutionRun.AtAsync(context.Document, diagnostic, cancellation).ConfigureAwait(false) is not { } place)
        {
            return;
        }
        if (await InlineCallee.TryAsync(place, judge, cancellation).ConfigureAwait(false) is { } inlined)
        {
            context.RegisterCodeFix(inlined.ToAction(solution, InlineCallees), diagnostic);
        }
        if (await MarkClosure.TryAsync(place, judge, isForOne: false, cancellation).ConfigureAwait(false) is { } marked)
        {
            context.RegisterCodeFix(marked.ToAction(solution, MarkCallees), diagnostic);
        }
    }

    private static async Task RegisterTrustAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        if (await TrustCallee.TryAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } trusted)
        {
            context.RegisterCodeFix(CodeAction.Create(trusted.Title, _ => Task.FromResult(trusted.Solution), TrustCallees), diagnostic);
        }
    }
}
