using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.CodeFixes;

/// <summary>
/// The last word on an edit. What moves a call can always meet something the plan did not think of (ref safety, definite assignment,
/// a hidden name): a fix that adds a compiler error or loses a comment or a directive is not offered.
/// </summary>
internal static class Validation
{
    public static async Task<bool> HoldsAsync(Document before, Document after, SyntaxAnnotation mark, CancellationToken cancellation)
    {
        if (await MemberAsync(before, mark, cancellation).ConfigureAwait(false) is not { } old
            || await MemberAsync(after, mark, cancellation).ConfigureAwait(false) is not { } edited
            || !SameRemarks(old, edited)
            || !ReadsAsBuilt(edited))
        {
            return false;
        }
        var errors = await ErrorsAsync(after, edited.Span, cancellation).ConfigureAwait(false);
        if (errors.Count == 0)
        {
            return true;
        }
        foreach (var known in await ErrorsAsync(before, old.Span, cancellation).ConfigureAwait(false))
        {
            errors.Remove(known);
        }
        return errors.Count == 0;
    }

    /// <summary>The same for an edit that takes the marked token away, or that nothing is marked for: the whole file is looked at.</summary>
    public static async Task<bool> HoldsAsync(Document before, Document after, CancellationToken cancellation)
    {
        if (await before.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } old
            || await after.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } edited
            || !SameRemarks(old, edited)
            || !ReadsAsBuilt(edited))
        {
            return false;
        }
        var errors = await ErrorsAsync(after, edited.FullSpan, cancellation).ConfigureAwait(false);
        if (errors.Count > 0)
        {
            foreach (var known in await ErrorsAsync(before, old.FullSpan, cancellation).ConfigureAwait(false))
            {
                errors.Remove(known);
            }
        }
        return errors.Count == 0;
    }

    public static bool SameRemarks(SyntaxNode before, SyntaxNode after) =>
        Layout.Remarks(before).OrderBy(r => r, StringComparer.Ordinal)
            .SequenceEqual(Layout.Remarks(after).OrderBy(r => r, StringComparer.Ordinal));

    /// <summary>A tree can be built that its own text does not mean: two tokens that run into one.</summary>
    private static bool ReadsAsBuilt(SyntaxNode edited)
    {
        var built = edited.SyntaxTree;
        var read = CSharpSyntaxTree.ParseText(built.GetText(), (CSharpParseOptions)built.Options);
        return Shape(built).SequenceEqual(Shape(read));
    }

    private static IEnumerable<int> Shape(SyntaxTree tree) => tree.GetRoot().DescendantNodesAndTokensAndSelf().Select(part => part.RawKind);

    private static async Task<SyntaxNode?> MemberAsync(Document document, SyntaxAnnotation mark, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var token = root?.GetAnnotatedTokens(mark).FirstOrDefault();
        return token?.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
    }

    private static async Task<List<string>> ErrorsAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model is null ? [] : [.. model.GetSyntaxDiagnostics(span, cancellation)
            .Concat(model.GetMethodBodyDiagnostics(span, cancellation))
            .Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id)];
    }
}
