using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.CodeFixes;

/// <summary>Imports, short names, formatting, and line ends and indentation as the file has them.</summary>
internal static class Finish
{
    public static async Task<Document> AsInFileAsync(Document original, Document edited, CancellationToken cancellation)
    {
        var text = await original.GetTextAsync(cancellation).ConfigureAwait(false);
        var habits = FileHabits.Of(text);
        var document = await ImportAsync(edited, cancellation).ConfigureAwait(false);
        document = await Simplifier.ReduceAsync(document, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        document = await LeaveAlignedAsync(document, cancellation).ConfigureAwait(false);
        var options = habits.Apply(await original.GetOptionsAsync(cancellation).ConfigureAwait(false));
        document = await Formatter.FormatAsync(document, Formatter.Annotation, options, cancellation).ConfigureAwait(false);

        // As text, so that what the formatter and the import wrote by their own options follows the file too.
        var formatted = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = formatted.GetTextChanges(text).Select(c => new TextChange(c.Span, habits.LineEnds(c.NewText ?? "")));
        return original.WithText(text.WithChanges(changes));
    }

    /// <summary>Every file of the solution that says something else than before.</summary>
    public static async Task<Solution> AsInFilesAsync(Solution original, Solution edited, CancellationToken cancellation)
    {
        var finished = original;
        foreach (var id in edited.GetChanges(original).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()))
        {
            var (before, after) = (original.GetDocument(id)!, edited.GetDocument(id)!);
            var text = await before.GetTextAsync(cancellation).ConfigureAwait(false);
            if (!text.ContentEquals(await after.GetTextAsync(cancellation).ConfigureAwait(false)))
            {
                var written = await AsInFileAsync(before, after, cancellation).ConfigureAwait(false);
                finished = finished.WithDocumentText(id, await written.GetTextAsync(cancellation).ConfigureAwait(false));
            }
        }
        return finished;
    }

    /// <summary>The simplifier asks for the names that it shortens to be formatted, and so for the lines that they begin.</summary>
    private static async Task<Document> LeaveAlignedAsync(Document document, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNodes(
            root.GetAnnotatedNodes(ScopeMarkers.NeedsImport), (_, name) => name.WithoutAnnotations(Formatter.Annotation)));
    }

    private static async Task<Document> ImportAsync(Document document, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var isNeeded = root!.GetAnnotatedNodes(ScopeMarkers.NeedsImport)
            .Any(n => model!.LookupNamespacesAndTypes(n.SpanStart, name: TypeName(n)).IsEmpty);
        return isNeeded
            ? await ImportAdder.AddImportsAsync(document, ScopeMarkers.NeedsImport, cancellationToken: cancellation).ConfigureAwait(false)
            : document;
    }

    private static string TypeName(SyntaxNode name) =>
        name.GetLastToken().ValueText is var written && name.Parent is AttributeSyntax ? written + "Attribute" : written;
}
