using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace NoInstr.CodeFixes.Marking;

/// <summary>Puts <c>[NoInstr]</c> on declarations: above them, below their documentation.</summary>
internal static class MarkEdit
{
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Callee> callees, CancellationToken cancellation)
    {
        foreach (var inDocument in callees.GroupBy(c => c.Document.Id))
        {
            var document = solution.GetDocument(inDocument.Key)!;
            var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            var declarations = inDocument.Select(c => c.Declaration).Distinct();
            var marked = root.ReplaceNodes(declarations, (original, rewritten) => AttributePlace.Above(rewritten, AttributePlace.IsFirstOnLine(original), NoInstr()));
            var finished = await Finish.AsInFileAsync(document, document.WithSyntaxRoot(marked), cancellation).ConfigureAwait(false);
            solution = finished.Project.Solution;
        }
        return solution;
    }

    private static AttributeSyntax NoInstr() => SyntaxFactory.Attribute(
        SyntaxFactory.ParseName("global::NoInstr.NoInstr").WithAdditionalAnnotations(Simplifier.Annotation, ScopeMarkers.NeedsImport));
}
