using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes;

/// <summary>The other way to fix a call that leaves the region: the callee belongs to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkCalleeFix)), Shared]
public sealed class MarkCalleeFix : CodeFixProvider
{
    internal const string Key = "NoInstr.MarkCallee";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.CallLeavesRegion, RuleIds.IndirectCall, WrapInScopeFix.CompilerInsertedCall];

    public override FixAllProvider GetFixAllProvider() => new MarkAllCallees();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await Callee.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } callee)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Mark '{callee.Name}' [NoInstr]",
                        cancellation => MarkEdit.ApplyAsync(solution, [callee], cancellation),
                        Key),
                    diagnostic);
            }
        }
    }
}
