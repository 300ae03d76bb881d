using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>Plan, edit, validate: of the plans for a finding the first is made that removes it and adds none, as the analyzer says.</summary>
internal static class PairRun
{
    /// <summary>A scope that the finding was about is far from where it is reported in few bodies only.</summary>
    private const int MostOpeners = 4;

    private delegate Task<Document?> Edit(Document document);

    public static async Task<Document?> EditAsync(Document document, Offence offence, string key, CancellationToken cancellation)
    {
        if (await InBlockAsync(document, offence, cancellation).ConfigureAwait(false) is not { } open
            || await open.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await open.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || offence.TokenIn(root) is not { Parent: not null } token
            || Configurations.MayMark(token))
        {
            return null;
        }
        Verdict? before = null;
        foreach (var edit in Edits(root, token, offence.Id, key, model, cancellation))
        {
            if (await edit(open).ConfigureAwait(false) is not { } result
                || !await Validation.HoldsAsync(document, result, cancellation).ConfigureAwait(false))
            {
                continue;
            }
            before ??= await Verdict.OfAsync(document, offence.Id, isWhole: false, cancellation).ConfigureAwait(false);
            if (before is not null
                && await Verdict.OfAsync(result, offence.Id, isWhole: false, cancellation).ConfigureAwait(false) is { } after
                && after.Lacks(offence.Id, before, HiddenBy(offence.Id)))
            {
                return result;
            }
        }
        return null;
    }

    /// <summary>Of a scope with another one inside, 205 and 206 say nothing until that is gone.</summary>
    private static string[] HiddenBy(string id) => id == RuleIds.NestedScope ? [RuleIds.IdleScope, RuleIds.ScopeLeftByException] : [];

    private static IEnumerable<Edit> Edits(SyntaxNode root, SyntaxToken token, string id, string key, SemanticModel model, CancellationToken cancellation)
    {
        if (key == ScopePairFix.RemovePair)
        {
            return OpenerAt(token, model) is { } opener
                ? PairRemoval.Edits(root, opener, model).Select(edited => (Edit)(document => Task.FromResult<Document?>(document.WithSyntaxRoot(edited))))
                : [];
        }
        StretchForm[] forms = key == ScopeBalanceFix.EndInFinally ? [StretchForm.Finally] : [StretchForm.Declaration, StretchForm.Block];
        return Stretches(token, id, model)
            .SelectMany(stretch => forms, (stretch, form) => (Edit)(document => StretchEdit.ApplyAsync(document, stretch, form, cancellation)));
    }

    private static IEnumerable<Stretch> Stretches(SyntaxToken token, string id, SemanticModel model)
    {
        var planner = new StretchPlanner(model);
        if (id == RuleIds.ScopeLeftByException)
        {
            return OpenerAt(token, model) is { } opener && planner.OfSoundPair(opener) is { } stretch ? [stretch] : [];
        }
        var unmatched = id == RuleIds.EndWithoutBegin ? token.Parent!.FirstAncestorOrSelf<ExpressionStatementSyntax>() : null;
        if (id == RuleIds.EndWithoutBegin && (unmatched is null || !ScopeMarkers.IsEnd(unmatched, model)))
        {
            return []; // a helper that ends a scope
        }
        return ScopePair.OpenersAround(token.Parent!, model)
            .OrderBy(candidate => candidate.SpanStart > token.SpanStart)
            .ThenBy(candidate => Math.Abs(candidate.SpanStart - token.SpanStart))
            .Take(MostOpeners)
            .SelectMany(candidate => planner.OfBrokenPair(candidate, unmatched));
    }

    private static InvocationExpressionSyntax? OpenerAt(SyntaxToken token, SemanticModel model) =>
        token.Parent!.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && call.Expression.Span.Contains(token.Span)
        && ScopeMarkers.Name(call, model) is "Begin" or "Open" ? call : null;

    /// <summary>The document with room for a statement where the finding is.</summary>
    private static async Task<Document?> InBlockAsync(Document document, Offence offence, CancellationToken cancellation)
    {
        var open = document;
        while (await open.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && await open.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            && offence.TokenIn(root) is { Parent: not null } token)
        {
            if (token.Parent is BlockSyntax || ExpressionBody.StatementOrBody(token) is null or StatementSyntax)
            {
                return open;
            }
            if (ExpressionBody.ToBlock(root, ExpressionBody.StatementOrBody(token)!, model) is not { } withBlock)
            {
                return null;
            }
            open = open.WithSyntaxRoot(withBlock);
        }
        return null;
    }
}
