using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Rules;

/// <summary>The findings of one body: one a construct and rule, in the order of the source.</summary>
internal sealed class Findings
{
    private Dictionary<(string Id, Location Location), Finding>? _found; // most bodies have none

    public void Add(Finding? finding)
    {
        if (finding is null)
        {
            return;
        }

        _found ??= [];
        if (!_found.ContainsKey((finding.Rule.Id, finding.Location)))
        {
            _found.Add((finding.Rule.Id, finding.Location), finding);
        }
    }

    public void AddRange(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Add(finding);
        }
    }

    public IEnumerable<Finding> InOrder() =>
        _found is null ? [] : _found.Values.OrderBy(found => found.Location.SourceSpan.Start).ThenBy(found => found.Rule.Id, StringComparer.Ordinal);
}
