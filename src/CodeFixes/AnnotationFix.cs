using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Annotating;

namespace NoInstr.CodeFixes;

/// <summary>Declarations: annotations that are missing, contradict each other, or are more than is needed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AnnotationFix)), Shared]
public sealed class AnnotationFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        RuleIds.BrokenInheritance, RuleIds.SlotTarget, RuleIds.ContradictingAnnotations, RuleIds.NotNoInlining, RuleIds.NotAggressiveInlining,
        RuleIds.UnjustifiedTrust, RuleIds.UnnecessaryTrust,
    ];

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAll(
        "Change all annotations of this kind",
        static async (context, place, judge) =>
        {
            foreach (var key in FixAllKey.AnyOf(context, place.Offence.Id, AnnotationEdits.KeysOf))
            {
                if (await AnnotationEdits.TryAsync(place, key, judge, context.CancellationToken).ConfigureAwait(false) is { } edited)
                {
                    return edited;
                }
            }
            return null;
        });

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        var cancellation = context.CancellationToken;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await SolutionRun.AtAsync(context.Document, diagnostic, cancellation).ConfigureAwait(false) is not { } place)
            {
                continue;
            }
            var judge = new Judge(cancellation);
            foreach (var key in AnnotationEdits.KeysOf(diagnostic.Id))
            {
                if (await AnnotationEdits.TryAsync(place, key, judge, cancellation).ConfigureAwait(false) is { } edited)
                {
                    context.RegisterCodeFix(edited.ToAction(solution, key), diagnostic);
                }
            }
        }
    }
}
