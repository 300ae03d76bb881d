using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Marking;

/// <summary>
/// Marks each callee once, however many calls of it there are, and in whichever file it is declared; then what the marked ones call, as far as it takes a mark.
/// To fix all once more would come to that in the end, level by level, as often as calls are deep.
/// </summary>
internal sealed class MarkAllCallees : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await FixAllDiagnostics.OfAsync(context).ConfigureAwait(false);
        var (callees, _) = await Callee.FindAllAsync(context.Solution, diagnostics, Mark.NoInstr, context.CancellationToken).ConfigureAwait(false);
        return callees.IsEmpty ? null : CodeAction.Create(
            "Mark all callees [NoInstr]",
            async cancellation =>
            {
                var files = diagnostics.Select(diagnostic => context.Solution.GetDocumentId(diagnostic.Location.SourceTree)).OfType<DocumentId>();
                var marked = await MarkAsync(context.Solution, files, callees, cancellation).ConfigureAwait(false);
                return await Finish.AsInFilesAsync(context.Solution, marked, cancellation).ConfigureAwait(false);
            },
            context.CodeActionEquivalenceKey);
    }

    /// <param name="callers">What a mark brings up is in the body that it is on, or where a call that expands to many is said to make the next of them.</param>
    private static async Task<Solution> MarkAsync(Solution solution, IEnumerable<DocumentId> callers, ImmutableArray<Callee> callees, CancellationToken cancellation)
    {
        var files = new HashSet<DocumentId>(callers);
        while (!callees.IsEmpty)
        {
            var before = solution;
            solution = await MarkEdit.ApplyAsync(before, callees, Mark.NoInstr, cancellation).ConfigureAwait(false);
            files.UnionWith(callees.Select(static callee => callee.Document.Id));
            var saidBefore = await SolutionVerdict.OfFilesAsync(before, files, RuleIds.CallLeavesRegion, cancellation).ConfigureAwait(false);
            var said = await SolutionVerdict.OfFilesAsync(solution, files, RuleIds.CallLeavesRegion, cancellation).ConfigureAwait(false);
            var next = said.NewSince(saidBefore).Where(static finding => Callee.IsNamedBy(finding.Id));
            (callees, _) = await Callee.FindAllAsync(solution, next, Mark.NoInstr, cancellation).ConfigureAwait(false);
        }
        return solution;
    }
}
