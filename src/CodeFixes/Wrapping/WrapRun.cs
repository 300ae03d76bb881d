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
                    var edited = PlanFor(statement, token, offence, model, form) is { } plan ? new WrapEdit(model, plan, form).Apply(root) : null;
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

    private static WrapPlan? PlanFor(StatementSyntax nearest, SyntaxToken token, Offence offence, SemanticModel model, ScopeForm form)
    {
        var planner = new WrapPlanner(model, offence, token, form);
        if (offence.Captured is not { } variable)
        {
            return IsSound(SiteOf(token), nearest, token, model, form) ? planner.Plan(nearest) : null;
        }
        return ClosureScope.StatementAround(variable, token, model) is { } whole && IsSound(whole, whole, token, model, form) ? planner.PlanWhole(whole) : null;
    }

    private static bool IsSound(SyntaxNode site, StatementSyntax statement, SyntaxToken token, SemanticModel model, ScopeForm form) =>
        !(form == ScopeForm.BeginEnd && IsCaught(site))
        && !Configurations.Split(statement)
        && !ScopeNesting.IsInside(site, model)
        && !CalleeDepth.Changes(token, model)
        && !IsIteratorOrAsync(statement, model);

    /// <summary>An exception would take the open scope into the handler, and from there to where no exception comes with one.</summary>
    private static bool IsCaught(SyntaxNode site)
    {
        for (var node = site; node is not null && !IsBody(node); node = node.Parent)
        {
            if (node is { Parent: TryStatementSyntax { Catches.Count: > 0 } guarded } && guarded.Block == node)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The arrow of a lambda stands for the delegate, which is made outside of the lambda.</summary>
    private static SyntaxNode SiteOf(SyntaxToken token) =>
        token.Parent is AnonymousFunctionExpressionSyntax { Parent: { } site } ? site : token.Parent!;

    private static bool IsIteratorOrAsync(StatementSyntax statement, SemanticModel model) =>
        model.GetEnclosingSymbol(statement.SpanStart) is IMethodSymbol { IsAsync: true }
        || statement.Ancestors().TakeWhile(n => !IsBody(n)).LastOrDefault() is { } body
            && body.DescendantNodes(n => !IsBody(n)).OfType<YieldStatementSyntax>().Any();

    private static bool IsBody(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax;
}
