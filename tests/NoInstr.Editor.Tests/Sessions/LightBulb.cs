using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Editor.Tests.Sessions;

/// <summary>The actions that the package offers, in the order in which an editor lists them.</summary>
internal sealed class LightBulb(PackageParts package)
{
    public async Task<IReadOnlyList<CodeAction>> FixesAsync(Document document, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        foreach (var provider in package.Fixes.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        }

        return [.. offered.SelectMany(Flatten)];
    }

    /// <summary>Without a finding: what is offered where the caret is.</summary>
    public async Task<IReadOnlyList<CodeAction>> RefactoringsAsync(Document document, TextSpan selection)
    {
        var offered = new List<CodeAction>();
        foreach (var provider in package.Refactorings)
        {
            await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, selection, offered.Add, CancellationToken.None));
        }

        return [.. offered.SelectMany(Flatten)];
    }

    private static IEnumerable<CodeAction> Flatten(CodeAction action) =>
        action.NestedActions.IsEmpty ? [action] : action.NestedActions.SelectMany(Flatten);
}
