using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Balance;

/// <summary>Applies the edit that belongs to the rule, and validates it: the analyzer must agree.</summary>
internal static class BalanceRun
{
    public static async Task<Document?> EditAsync(Document document, Offence offence, CancellationToken cancellation)
    {
        var open = document;
        while (await open.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && await open.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
        {
            var token = offence.TokenIn(root);
            if (token.Parent is null || Configurations.MayMark(token))
            {
                return null; // an earlier edit removed it, or it is balanced by text that nobody sees
            }
            if (!token.IsKind(SyntaxKind.CloseBraceToken) && ExpressionBody.StatementOrBody(token) is { } body and not StatementSyntax)
            {
                if (ExpressionBody.ToBlock(root, body, model) is not { } withBlock)
                {
                    return null;
                }
                open = open.WithSyntaxRoot(withBlock);
                continue;
            }
            if (Edited(root, token, offence.Id, model) is not { } edited || !Validation.SameRemarks(root, edited))
            {
                return null;
            }
            var result = open.WithSyntaxRoot(edited);
            // The token that was removed cannot show the way to the member.
            var holds = offence.Id == RuleIds.EndWithoutBegin
                ? Validation.HoldsAsync(document, result, cancellation)
                : Validation.HoldsAsync(document, result, offence.Mark, cancellation);
            return await holds.ConfigureAwait(false) && await HelpsAsync(document, result, offence, cancellation).ConfigureAwait(false) ? result : null;
        }
        return null;
    }

    /// <summary>An End that is missing on one path only may be one too many on another. What a scope is for is looked at as soon as it is balanced.</summary>
    private static async Task<bool> HelpsAsync(Document document, Document result, Offence offence, CancellationToken cancellation) =>
        await Verdict.OfAsync(document, offence.Id, isWhole: false, cancellation).ConfigureAwait(false) is { } before
        && await Verdict.OfAsync(result, offence.Id, isWhole: false, cancellation).ConfigureAwait(false) is { } after
        && after.Lacks(offence.Id, before, RuleIds.IdleScope, RuleIds.ScopeLeftByException);

    private static SyntaxNode? Edited(SyntaxNode root, SyntaxToken token, string id, SemanticModel model) => id switch
    {
        RuleIds.ReturnWithScopeOpen => MissingFinally.Ends(token.Parent!, model) ? null : MissingEnd.Insert(root, token, model),
        RuleIds.EndWithoutBegin => UnmatchedEnd.Remove(root, token, model),
        RuleIds.DepthDiffers => MissingEndInBranch.Insert(root, token, model),
        _ => null,
    };
}
