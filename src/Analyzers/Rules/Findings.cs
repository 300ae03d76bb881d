using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Rules;

/// <summary>The diagnostics of one body: one a construct and rule, in the order of the source.</summary>
internal sealed class Findings
{
    private readonly Dictionary<(string Id, Location Location), Diagnostic> _found = [];

    public void Add(Diagnostic? diagnostic)
    {
        if (diagnostic is not null && !_found.ContainsKey((diagnostic.Id, diagnostic.Location)))
        {
            _found.Add((diagnostic.Id, diagnostic.Location), diagnostic);
        }
    }

    public void ReportInOrder(Action<Diagnostic> report)
    {
        foreach (var diagnostic in _found.Values.OrderBy(found => found.Location.SourceSpan.Start).ThenBy(found => found.Id, StringComparer.Ordinal))
        {
            report(diagnostic);
        }
    }
}
