using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.CodeFixes;

/// <summary>How often each rule is broken, as the analyzer says that reported the finding.</summary>
internal sealed class Verdict
{
    private readonly ImmutableArray<Diagnostic> _all;
    private readonly ImmutableDictionary<string, int> _findings;

    private Verdict(IEnumerable<Diagnostic> findings)
    {
        _all = [.. findings];
        _findings = _all.GroupBy(finding => finding.Id).ToImmutableDictionary(rule => rule.Key, rule => rule.Count());
    }

    /// <summary>Null where the project has no such analyzer: an edit that nobody can judge is not made.</summary>
    /// <param name="isWhole">Whether the other files of the project are asked about, too.</param>
    public static async Task<Verdict?> OfAsync(Document document, string id, bool isWhole, CancellationToken cancellation)
    {
        if (ProjectFindings.Of(document.Project, id) is not { } asked)
        {
            return null;
        }
        return new Verdict(isWhole
            ? await asked.OfAllFilesAsync(cancellation).ConfigureAwait(false)
            : await asked.OfFileAsync(document.Id, cancellation).ConfigureAwait(false));
    }

    /// <summary>One finding of the rule is gone, and no rule has a new one.</summary>
    /// <param name="hidden">Rules that could not report while that finding was there.</param>
    public bool Lacks(string id, Verdict before, params string[] hidden) => Count(id) < before.Count(id) && AddsNothingTo(before, hidden);

    /// <summary>No rule has a new finding, save these.</summary>
    public bool AddsNothingTo(Verdict before, params string[] save) =>
        _findings.All(rule => rule.Value <= before.Count(rule.Key) || save.Contains(rule.Key));

    /// <summary>The part of it about places that are asked about.</summary>
    public Verdict About(Func<TextSpan, bool> place) => new(_all.Where(finding => place(finding.Location.SourceSpan)));

    private int Count(string id) => _findings.TryGetValue(id, out var count) ? count : 0;
}
