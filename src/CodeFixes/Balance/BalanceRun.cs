using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Balance;

/// <summary>Applies the edit that belongs to the rule, and validates it.</summary>
internal static class BalanceRun
{
    public static async Task<Document?> EditAsync(Document document, Offence offence, CancellationToken cancellation)
    {
        var open = document;
        while (await open.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && await open.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
        {
            var token = offence.TokenIn(root);
            if (token.Parent is null)
            {
                return null; // an earlier edit removed it
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
            return offence.Id == RuleIds.EndWithoutBegin
                || await Validation.HoldsAsync(document, result, offence.Mark, cancellation).ConfigureAwait(false) ? result : null;
        }
        return null;
    }

    private static SyntaxNode? Edited(SyntaxNode root, SyntaxToken token, string id, SemanticModel model) => id switch
    {
        RuleIds.ReturnWithScopeOpen => MissingFinally.Ends(token.Parent!, model) ? null : MissingEnd.Insert(root, token, model),
        RuleIds.EndWithoutBegin => UnmatchedEnd.Remove(root, token, model),
        RuleIds.DepthDiffers => MissingEndInBranch.Insert(root, token, model),
        _ => null,
    };
}
