using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NoInstr.Tests.Verifiers;

/// <summary>A diagnostic, the document it is in, and the action that the test takes for it.</summary>
internal sealed record OfferedFix(Document Document, Diagnostic Diagnostic, CodeAction Action);

/// <summary>What a code fix offers in a solution, in the order of projects, files and spans.</summary>
internal sealed class OfferedFixes(AnalyzerRuns runs, CodeFixProvider provider, int index, string? equivalenceKey)
{
    public CodeFixProvider Provider => provider;

    public IEnumerable<FixAllScope> FixAllScopes => provider.GetFixAllProvider()?.GetSupportedFixAllScopes()
        .Where(scope => scope is FixAllScope.Document or FixAllScope.Project or FixAllScope.Solution) ?? [];

    public async Task<ImmutableArray<Diagnostic>> FixableDiagnosticsAsync(Project project)
        => [.. (await runs.QuickVerdictAsync(project)).Where(found => provider.FixableDiagnosticIds.Contains(found.Id))];

    public async Task<int> CountFixableAsync(Solution solution)
    {
        var count = 0;
        foreach (var project in solution.Projects)
        {
            count += (await FixableDiagnosticsAsync(project)).Length;
        }

        return count;
    }

    public async Task<OfferedFix?> FirstAsync(Solution solution, Func<Document, bool>? isWanted = null)
    {
        foreach (var project in solution.Projects)
        {
            var fixable = (await FixableDiagnosticsAsync(project)).ToLookup(found => solution.GetDocument(found.Location.SourceTree));
            foreach (var document in project.Documents.Where(document => isWanted?.Invoke(document) ?? true))
            {
                foreach (var diagnostic in fixable[document].OrderBy(found => found.Location.SourceSpan.Start))
                {
                    if (await ChosenActionAsync(document, diagnostic) is { } action)
                    {
                        return new OfferedFix(document, diagnostic, action);
                    }
                }
            }
        }

        return null;
    }

    private async Task<CodeAction?> ChosenActionAsync(Document document, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        await GuardAsync("offering to fix", diagnostic, async () =>
        {
            var context = new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None);
            await provider.RegisterCodeFixesAsync(context);
            return true;
        });
        var actions = offered.SelectMany(Flatten).ToList();
        var candidates = actions.Where(action => equivalenceKey is null || action.EquivalenceKey == equivalenceKey).ToList();
        Assert.True(
            candidates.Count == 0 || index < candidates.Count,
            $"No action {index} for {Report.Line(diagnostic)}; offered: {string.Join(", ", actions.Select(action => action.Title))}");
        return candidates.ElementAtOrDefault(index);
    }

    public async Task<Solution> ApplyAsync(Solution solution, Diagnostic diagnostic, CodeAction action)
    {
        var operations = await GuardAsync($"'{action.Title}' for", diagnostic, () => action.GetOperationsAsync(CancellationToken.None));
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return await FixedText.ReparseAsync(action.Title, solution, changed);
    }

    private async Task<T> GuardAsync<T>(string doing, Diagnostic diagnostic, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception)
        {
            Assert.Fail($"{provider.GetType().Name} threw when {doing} {Report.Line(diagnostic)}:\n{exception}");
            throw;
        }
    }

    private static IEnumerable<CodeAction> Flatten(CodeAction action)
        => action.NestedActions.IsEmpty ? [action] : action.NestedActions.SelectMany(Flatten);
}
