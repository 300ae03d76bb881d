using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// Plan, edit, validate. A call that an earlier edit has taken into its scope is left alone; an edit that cannot be made soundly is
/// not made.
/// </summary>
internal static class WrapRun
{
    /// <summary>The edited document, not yet formatted; null when there is nothing to edit.</summary>
    public static Task<Document?> TryAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, ScopeForm form, CancellationToken cancellation) =>
        Offence.EditEachAsync(document, diagnostics, (current, offence) => WrapAsync(current, offence, form, cancellation), cancellation);

    private static async Task<Document?> WrapAsync(Document document, Offence offence, ScopeForm form, CancellationToken cancellation)
    {
        var open = document;
        while (await open.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && await open.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
        {
            var token = offence.TokenIn(root);
            switch (ExpressionBody.StatementOrBody(token))
            {
                case StatementSyntax statement:
                    var edited = IsSound(statement, token, offence, model)
                        && new WrapPlanner(model, offence, token, form).Plan(statement) is { } plan
                        ? new WrapEdit(model, plan, form).Apply(root)
                        : null;
                    var result = edited is null ? null : open.WithSyntaxRoot(edited);
                    return result is not null
                        && await Validation.HoldsAsync(document, result, offence.Mark, cancellation).ConfigureAwait(false)
                        ? result
                        : null;
                case { } body when ExpressionBody.ToBlock(root, body, model) is { } withBlock:
                    open = open.WithSyntaxRoot(withBlock);
                    break;
                default:
                    return null;
            }
        }
        return null;
    }

    private static bool IsSound(StatementSyntax statement, SyntaxToken token, Offence offence, SemanticModel model) =>
        !ScopeNesting.IsInside(token.Parent!, model)
        && !CalleeDepth.Changes(token, model)
        && !(offence.Id == RegionFix.Allocation && IsClosure(token, model))
        && !IsIteratorOrAsync(statement, model);

    /// <summary>The closure object is made where the captured variable is declared, which no scope around the lambda reaches.</summary>
    private static bool IsClosure(SyntaxToken token, SemanticModel model) =>
        token.Parent?.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { } lambda
        && lambda.GetFirstToken() == token
        && model.AnalyzeDataFlow(lambda) is { Succeeded: true, Captured.IsEmpty: false };

    private static bool IsIteratorOrAsync(StatementSyntax statement, SemanticModel model) =>
        model.GetEnclosingSymbol(statement.SpanStart) is IMethodSymbol { IsAsync: true }
        || statement.Ancestors().TakeWhile(n => !IsBody(n)).LastOrDefault() is { } body
            && body.DescendantNodes(n => !IsBody(n)).OfType<YieldStatementSyntax>().Any();

    private static bool IsBody(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax;
}
