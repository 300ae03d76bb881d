using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NoInstr.Tests.Verifiers;

internal static class FixAll
{
    /// <summary>Calls Fix All for each document, project or the solution, each time with the first diagnostic in it as the trigger.</summary>
    public static async Task<Solution> RunAsync(OfferedFixes fix, Solution solution, FixAllScope scope, int iterations)
    {
        for (var i = 0; i < iterations; i++)
        {
            var visited = new HashSet<object>();
            while (await fix.FirstAsync(solution, document => !visited.Contains(Unit(document, scope))) is { } trigger)
            {
                visited.Add(Unit(trigger.Document, scope));
                if (await ActionAsync(fix, trigger, scope) is { } action)
                {
                    solution = await fix.ApplyAsync(solution, trigger.Diagnostic, action);
                }
            }
        }

        return solution;
    }

    private static object Unit(Document document, FixAllScope scope) => scope switch
    {
        FixAllScope.Document => document.Id,
        FixAllScope.Project => document.Project.Id,
        _ => FixAllScope.Solution,
    };

    private static async Task<CodeAction?> ActionAsync(OfferedFixes fix, OfferedFix trigger, FixAllScope scope)
    {
        var context = new FixAllContext(
            trigger.Document, fix.Provider, scope, trigger.Action.EquivalenceKey, fix.Provider.FixableDiagnosticIds,
            new Diagnostics(fix), CancellationToken.None);
        try
        {
            return await fix.Provider.GetFixAllProvider()!.GetFixAsync(context);
        }
        catch (Exception exception)
        {
            Assert.Fail($"Fix All of {fix.Provider.GetType().Name} in {scope} threw:\n{exception}");
            throw;
        }
    }

    private sealed class Diagnostics(OfferedFixes fix) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await fix.FixableDiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await fix.FixableDiagnosticsAsync(document.Project)).Where(found => found.Location.SourceTree == tree);
        }

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken)
            => (await fix.FixableDiagnosticsAsync(project)).Where(found => !found.Location.IsInSource);
    }
}
