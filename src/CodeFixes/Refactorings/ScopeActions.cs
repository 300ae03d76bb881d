using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Pairs;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes.Refactorings;

/// <summary>
/// Plan, edit, validate. Where the project has the analyzer, an edit must add no finding; else it must compile, and the contract of the body is judged by names.
/// </summary>
internal sealed class ScopeActions(Document document, SyntaxNode root, SemanticModel model, TextSpan place, CancellationToken cancellation)
{
    private readonly CoveredBody _body = CoveredBodies.At(place.Start, model);
    private Verdict? _before;

    public async Task<Document?> SurroundAsync(ScopeForm form)
    {
        if (_body == CoveredBody.Instrumentable)
        {
            return null;
        }
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var statements = Selection.Statements(root, place, text);
        var body = statements.IsEmpty ? Selection.ExpressionBodyOf(root, place, text) : null;
        if (statements.IsEmpty && body is null || _body == CoveredBody.Unknown && await BeforeAsync().ConfigureAwait(false) is null)
        {
            return null;
        }
        if (body is null)
        {
            return await CheckedAsync(document, new Surround(model, form).Edit(root, statements), form).ConfigureAwait(false);
        }
        var mark = new SyntaxAnnotation();
        return await AsBlockAsync(body, mark).ConfigureAwait(false) is { } open
            && await open.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } openRoot
            && await open.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } openModel
            && ExpressionBody.StatementOrBody(openRoot.GetAnnotatedTokens(mark).Single()) is StatementSyntax statement
            ? await CheckedAsync(open, new Surround(openModel, form).Edit(openRoot, [statement]), form).ConfigureAwait(false)
            : null;
    }

    /// <summary>Of the pair that the marker belongs to.</summary>
    public async Task<Document?> ToUsingAsync(InvocationExpressionSyntax marker)
    {
        if (new StretchPlanner(model).OfSoundPair(marker) is not { Closers.IsEmpty: false } stretch || CallsMarkers(stretch.Opener))
        {
            return null;
        }
        foreach (var form in new[] { StretchForm.Declaration, StretchForm.Block })
        {
            if (await CheckedAsync(await StretchEdit.ApplyAsync(document, stretch, form, cancellation).ConfigureAwait(false), ScopeForm.Using).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }
        return null;
    }

    public async Task<Document?> ToBeginEndAsync(InvocationExpressionSyntax open) => CallsMarkers(open)
        ? null
        : await CheckedAsync(await PairOfUsing.ApplyAsync(document, open, model, cancellation).ConfigureAwait(false), ScopeForm.BeginEnd).ConfigureAwait(false);

    /// <summary>Only the analyzer knows what needs a scope, and of an always-inline body it says that at each caller, not statement by statement.</summary>
    public async Task<Document?> ShrinkAsync(InvocationExpressionSyntax opener) =>
        _body != CoveredBody.AlwaysInline && await BeforeAsync().ConfigureAwait(false) is { } before
            ? await CheckedAsync(document, await Shrink.EditAsync(document, root, opener, before, model, cancellation).ConfigureAwait(false), ScopeForm.Using).ConfigureAwait(false)
            : null;

    /// <summary>A helper that opens or closes scopes itself may belong to this one: the text does not tell.</summary>
    private bool CallsMarkers(SyntaxNode opener) =>
        opener.Ancestors().FirstOrDefault(node => node is BlockSyntax or CompilationUnitSyntax) is { } around
        && around.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => CalleeDepth.Changes(call.Expression.GetLastToken(), model));

    /// <summary>The statement that the expression becomes is found by its last token, which nothing takes away.</summary>
    private async Task<Document?> AsBlockAsync(SyntaxNode body, SyntaxAnnotation mark)
    {
        var last = body.ChildNodes().OfType<ExpressionSyntax>().Last().GetLastToken();
        var marked = document.WithSyntaxRoot(root.ReplaceToken(last, last.WithAdditionalAnnotations(mark)));
        return await marked.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } markedRoot
            && await marked.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } markedModel
            && ExpressionBody.StatementOrBody(markedRoot.GetAnnotatedTokens(mark).Single()) is { } arrow and not StatementSyntax
            && ExpressionBody.ToBlock(markedRoot, arrow, markedModel) is { } withBlock
            ? document.WithSyntaxRoot(withBlock)
            : null;
    }

    private Task<Document?> CheckedAsync(Document open, SyntaxNode? edited, ScopeForm form) =>
        CheckedAsync(edited is null ? null : open.WithSyntaxRoot(edited), form);

    private async Task<Document?> CheckedAsync(Document? edited, ScopeForm form)
    {
        if (edited is null || !await Validation.HoldsAsync(document, edited, cancellation).ConfigureAwait(false))
        {
            return null;
        }
        // That an exception leaves the scope open is what this form means.
        string[] meant = form == ScopeForm.BeginEnd ? [RuleIds.ScopeLeftByException] : [];
        return await BeforeAsync().ConfigureAwait(false) is not { } before
            || await VerdictAsync(edited).ConfigureAwait(false) is { } after && after.AddsNothingTo(before, meant)
            ? edited
            : null;
    }

    private async Task<Verdict?> BeforeAsync() => _before ??= await VerdictAsync(document).ConfigureAwait(false);

    /// <summary>An always-inline body is judged in its callers, which may be in other files.</summary>
    private Task<Verdict?> VerdictAsync(Document asked) =>
        Verdict.OfAsync(asked, RuleIds.CallLeavesRegion, isWhole: _body == CoveredBody.AlwaysInline, cancellation);
}
