using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Verifiers.Specimens;

/// <summary>Each name has an equivalence key of its own, as a fix has that asks about a callee.</summary>
public sealed class KeyPerNameFix : RenamingFix
{
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var key = (await context.Document.GetTextAsync(context.CancellationToken)).ToString(context.Span);
        context.RegisterCodeFix(
            CodeAction.Create($"Log {key}", _ => RenameAsync(context.Document, context.Span, "Log"), key), context.Diagnostics);
    }
}

/// <summary>Changes the name, a file of every referenced project, and adds a file; has no Fix All.</summary>
public sealed class WholeSolutionFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SPEC001"];

    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create("Change everything", _ => ChangeAsync(context.Document, context.Span), "everything"), context.Diagnostics);
        return Task.CompletedTask;
    }

    private static async Task<Solution> ChangeAsync(Document document, TextSpan span)
    {
        var changed = document.WithText((await document.GetTextAsync()).Replace(span, "Log"))
            .Project.AddDocument("Added.cs", "class Added;").Project.Solution;
        foreach (var reference in document.Project.ProjectReferences)
        {
            var far = changed.GetProject(reference.ProjectId)!.Documents.First();
            changed = changed.WithDocumentText(far.Id, SourceText.From(await far.GetTextAsync() + " // seen"));
        }

        return changed;
    }
}
