using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Pairs;

namespace NoInstr.CodeFixes.Refactorings;

/// <summary>
/// Which statements of a scope need it: the analyzer is asked about the body without the scope, and where it then finds more than before, the scope was needed. What
/// another configuration compiles differently counts as needed.
/// </summary>
/// <param name="Inside">All statements in the scope, in order.</param>
/// <param name="First">The first one that needs it; with <paramref name="Last"/> -1 where none does.</param>
internal sealed record ShrinkPlan(ImmutableArray<StatementSyntax> Inside, int First, int Last)
{
    /// <summary>Null where nobody can judge, or where the need cannot be told statement by statement.</summary>
    public static async Task<ShrinkPlan?> OfAsync(
        Document document, InvocationExpressionSyntax opener, ImmutableArray<StatementSyntax> inside, Verdict before, SemanticModel model, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
        {
            return null;
        }
        var tracked = document.WithSyntaxRoot(root.TrackNodes(inside.Cast<SyntaxNode>().Append(opener)));
        if (await tracked.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } marked
            || await tracked.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } markedModel
            || PairRemoval.Edits(marked, marked.GetCurrentNode(opener)!, markedModel).FirstOrDefault() is not { } removed)
        {
            return null;
        }
        var bare = document.WithSyntaxRoot(removed);
        if (await Verdict.OfAsync(bare, RuleIds.CallLeavesRegion, isWhole: false, cancellation).ConfigureAwait(false) is not { } without
            || await bare.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } rest)
        {
            return null;
        }
        var now = inside.Select(statement => rest.GetCurrentNode(statement)).ToImmutableArray();
        if (now.Contains(null))
        {
            return null;
        }
        // What a local function does is shown inside of it: its callers count as needing the scope.
        var isElsewhere = !without.About(place => !IsInFunction(rest, place) && !now.Any(statement => statement!.Span.Contains(place)))
            .AddsNothingTo(before.About(place => !IsInFunction(root, place) && !inside.Any(statement => statement.Span.Contains(place))));
        var needed = inside.Select((statement, index) =>
            ScopeMarkers.Occur(statement, model)
            || MayHideCode(statement, model)
            || NamesFunction(statement, model)
            || !without.About(now[index]!.Span.Contains).AddsNothingTo(before.About(statement.Span.Contains))).ToList();
        return isElsewhere ? null : new ShrinkPlan(inside, needed.IndexOf(true), needed.LastIndexOf(true));
    }

    private static bool IsInFunction(SyntaxNode root, TextSpan place) =>
        root.FindToken(place.Start).Parent?.FirstAncestorOrSelf<LocalFunctionStatementSyntax>() is not null;

    private static bool NamesFunction(StatementSyntax statement, SemanticModel model) => statement is not LocalFunctionStatementSyntax && statement
        .DescendantNodes()
        .OfType<SimpleNameSyntax>()
        .Any(name => model.GetSymbolInfo(name).Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction });

    /// <summary>Text that <c>#if</c> may leave out, and calls that a symbol or another part may bring in.</summary>
    private static bool MayHideCode(StatementSyntax statement, SemanticModel model) =>
        statement.ContainsDirectives
        || statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => model.GetSymbolInfo(call).Symbol is IMethodSymbol method
            && (method is { IsPartialDefinition: true, PartialImplementationPart: null }
                || method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "ConditionalAttribute", ContainingNamespace.Name: "Diagnostics" })));
}
