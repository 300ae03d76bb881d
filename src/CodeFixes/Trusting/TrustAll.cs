using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NoInstr.CodeFixes.Trusting;

/// <summary>Names each callee once in the list of each project that calls it.</summary>
internal sealed class TrustAll : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var solution = context.Solution;
        var diagnostics = await FixAllDiagnostics.OfAsync(context).ConfigureAwait(false);
        foreach (var inProject in diagnostics.GroupBy(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree)?.Project.Id))
        {
            if (inProject.Key is not null && await TrustedAsync(context.Solution, solution, [.. inProject], context.CancellationToken).ConfigureAwait(false) is { } trusted)
            {
                solution = trusted;
            }
        }
        return solution == context.Solution ? null : CodeAction.Create(
            $"Trust all callees in {SafeList.FileName}", _ => Task.FromResult(solution), context.CodeActionEquivalenceKey);
    }

    /// <summary>In the order of the text: as many times Fix, one after the other, would give the same list.</summary>
    private static async Task<Solution?> TrustedAsync(Solution original, Solution current, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var inOrder = diagnostics
            .Select(diagnostic => (Document: original.GetDocument(diagnostic.Location.SourceTree)!, Diagnostic: diagnostic))
            .OrderBy(found => found.Document.Project.DocumentIds.ToList().IndexOf(found.Document.Id))
            .ThenBy(found => found.Diagnostic.Location.SourceSpan.Start)
            .ToList();
        return current.GetDocument(inOrder[0].Document.Id) is { } document
            ? (await TrustCallee.AddAsync(document, [.. inOrder.Select(found => found.Diagnostic)], cancellation).ConfigureAwait(false))?.Trusted
            : null;
    }
}
