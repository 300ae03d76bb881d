using Microsoft.CodeAnalysis;

namespace NoInstr.CodeFixes.Marking;

/// <summary>Puts marks on declarations: above them, below their documentation.</summary>
internal static class MarkEdit
{
    /// <summary>The solution with the marks, not yet formatted.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Callee> callees, Mark mark, CancellationToken cancellation)
    {
        foreach (var inDocument in callees.GroupBy(c => c.Document.Id))
        {
            var root = (await solution.GetDocument(inDocument.Key)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            var declarations = inDocument.Select(c => c.Declaration).Distinct();
            solution = solution.WithDocumentSyntaxRoot(
                inDocument.Key, root.ReplaceNodes(declarations, (original, rewritten) => Marked(original, rewritten, mark)));
        }
        return solution;
    }

    private static SyntaxNode Marked(SyntaxNode original, SyntaxNode rewritten, Mark mark) =>
        mark == Mark.AlwaysInline && AccessorForm.IsNeeded(original)
            ? AccessorForm.WithGetter(rewritten, mark.ToAttribute())
            : AttributePlace.Above(rewritten, AttributePlace.IsFirstOnLine(original), mark.ToAttribute());
}
