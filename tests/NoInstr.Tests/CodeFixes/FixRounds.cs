using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>What became of a project: after how many rounds nothing changed any more, or why it did not get there.</summary>
internal sealed record FixRun(Project Project, int Rounds, string? Failure);

/// <summary>
/// Fix All as people press it: rule after rule, and again until nothing is offered any more. Each rule is fixed by an action that was offered for its first
/// finding: the first, or, to try the others too, the one that the run chooses.
/// </summary>
/// <param name="stopsAtChoice">Whether what would be offered after the chosen action is not waited for: it costs most, and is not taken.</param>
internal sealed class FixRounds(int choice, bool stopsAtChoice)
{
    public const int Most = 10;

    private static readonly ImmutableArray<CodeFixProvider> s_providers =
    [
        .. typeof(RegionFix).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsPublic: true } && type.IsSubclassOf(typeof(CodeFixProvider)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private readonly List<string> _steps = [];

    public static async Task<FixRun> RunAsync(Project project, int choice, bool stopsAtChoice = false)
    {
        var fixing = new FixRounds(choice, stopsAtChoice);
        var found = await FindAsync(project);
        for (var round = 0; ; round++)
        {
            var (after, left, failure) = await fixing.RoundAsync(project, found);
            found = left;
            if (failure is not null || after == project || round == Most)
            {
                failure ??= round == Most && after != project ? $"It goes on after {Most} rounds." : null;
                if (failure is null && fixing._steps.Count > 0 && ErrorsOf((await after.GetCompilationAsync())!.GetDiagnostics()) is { Length: > 0 } errors)
                {
                    failure = $"What is left has errors:\n{string.Join("\n", errors)}";
                }

                return new FixRun(after, round, failure is null ? null : $"{failure}\n{string.Join("\n", fixing._steps)}");
            }

            project = after;
        }
    }

    private async Task<(Project After, ImmutableArray<Diagnostic> Left, string? Failure)> RoundAsync(Project project, ImmutableArray<Diagnostic> found)
    {
        foreach (var id in found.Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            foreach (var provider in s_providers.Where(provider => provider.FixableDiagnosticIds.Contains(id)))
            {
                if (await ChangedAsync(project, provider, id, found) is not var (changed, key))
                {
                    continue;
                }

                var edited = ChangedDocuments(project, changed);
                _steps.Add($"{id}, {key} in {string.Join(", ", edited.Select(file => project.GetDocument(file)?.Name))}: of {string.Join(", ", found.GroupBy(diagnostic => diagnostic.Id).Select(rule => $"{rule.Count()} {rule.Key}"))}");
                project = changed;
                if (await ErrorsInAsync(project, edited) is { Length: > 0 } errors)
                {
                    return (project, found, $"{provider.GetType().Name} for {id} leaves errors:\n{string.Join("\n", errors)}");
                }

                found = await FindAsync(project);
            }
        }

        return (project, found, null);
    }

    /// <summary>Null where nothing is offered, or where it changes nothing.</summary>
    private async Task<(Project Project, string? Key)?> ChangedAsync(Project project, CodeFixProvider provider, string id, ImmutableArray<Diagnostic> found)
    {
        var ofRule = found.Where(diagnostic => diagnostic.Id == id).ToImmutableArray();
        foreach (var diagnostic in ofRule)
        {
            var document = project.Solution.GetDocument(diagnostic.Location.SourceTree);
            if (document is null || await ActionsAsync(document, provider, diagnostic) is not { Count: > 0 } offered)
            {
                continue;
            }

            var key = offered[choice % offered.Count].EquivalenceKey;
            var context = new FixAllContext(document, provider, FixAllScope.Project, key, [id], new FoundDiagnostics(ofRule), CancellationToken.None);
            return await provider.GetFixAllProvider()!.GetFixAsync(context) is { } action
                && (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().SingleOrDefault() is { } applied
                && applied.ChangedSolution.GetProject(project.Id)! is var changed
                && await DiffersAsync(project, changed)
                    ? (await ReparsedAsync(project, changed), key)
                    : null;
        }

        return null;
    }

    private async Task<List<CodeAction>> ActionsAsync(Document document, CodeFixProvider provider, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        using var chosen = new CancellationTokenSource();
        try
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, Offer, chosen.Token));
        }
        catch (OperationCanceledException) when (chosen.IsCancellationRequested)
        {
        }

        return offered;

        void Offer(CodeAction action, ImmutableArray<Diagnostic> fixedBy)
        {
            offered.Add(action);
            if (stopsAtChoice && offered.Count > choice)
            {
                chosen.Cancel();
            }
        }
    }

    /// <summary>As the fixes find them, who will ask for the same.</summary>
    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Project project)
    {
        var found = await ProjectFindings.Of(project, RuleIds.CallLeavesRegion)!.OfAllFilesAsync(CancellationToken.None);
        if (found.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001") is { } failure)
        {
            throw new InvalidOperationException("The analyzer fails on what a fix has made: " + failure);
        }

        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Of the files that an edit has changed: a fix changes no signature, and all files are looked at in the end.</summary>
    private static async Task<string[]> ErrorsInAsync(Project project, IEnumerable<DocumentId> edited)
    {
        var errors = new List<string>();
        foreach (var id in edited)
        {
            var model = (await project.GetDocument(id)!.GetSemanticModelAsync())!;
            errors.AddRange(ErrorsOf(model.GetDiagnostics()));
        }

        return [.. errors];
    }

    private static string[] ErrorsOf(ImmutableArray<Diagnostic> found) =>
        [.. found.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];

    private static IEnumerable<DocumentId> ChangedDocuments(Project before, Project after)
    {
        var changes = after.GetChanges(before);
        return changes.GetChangedDocuments().Concat(changes.GetAddedDocuments());
    }

    private static async Task<bool> DiffersAsync(Project before, Project after)
    {
        foreach (var document in after.Documents)
        {
            if (before.GetDocument(document.Id) is not { } old || !(await old.GetTextAsync()).ContentEquals(await document.GetTextAsync()))
            {
                return true;
            }
        }

        foreach (var file in after.AdditionalDocuments)
        {
            if (before.GetAdditionalDocument(file.Id) is not { } old || !(await old.GetTextAsync()).ContentEquals(await file.GetTextAsync()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A tree that a fix has put together may hide what its text says.</summary>
    private static async Task<Project> ReparsedAsync(Project before, Project project)
    {
        foreach (var id in ChangedDocuments(before, project).ToList())
        {
            project = project.GetDocument(id)!.WithText(Microsoft.CodeAnalysis.Text.SourceText.From((await project.GetDocument(id)!.GetTextAsync()).ToString())).Project;
        }

        return project;
    }
}
