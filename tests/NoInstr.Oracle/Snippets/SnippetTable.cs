using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using NoInstr.Oracle.Comparison;

namespace NoInstr.Oracle.Snippets;

/// <summary>All snippets by family, each compared once, when somebody asks.</summary>
internal static class SnippetTable
{
    private static readonly ConcurrentDictionary<Snippet, ComparisonResult> Results = [];

    public static IReadOnlyDictionary<string, Snippet[]> Families { get; } = new Dictionary<string, Snippet[]>
    {
        [nameof(Foreach)] = Foreach.All,
        [nameof(Disposal)] = Disposal.All,
        [nameof(Awaits)] = Awaits.All,
        [nameof(Deconstruction)] = Deconstruction.All,
        [nameof(Collections)] = Collections.All,
        [nameof(Texts)] = Texts.All,
        [nameof(Patterns)] = Patterns.All,
        [nameof(Operators)] = Operators.All,
        [nameof(Ranges)] = Ranges.All,
        [nameof(Queries)] = Queries.All,
        [nameof(Calls)] = Calls.All,
        [nameof(Memory)] = Memory.All,
        [nameof(Delegates)] = Delegates.All,
        [nameof(Objects)] = Objects.All,
        [nameof(Members)] = Members.All,
        [nameof(Flow)] = Flow.All,
        [nameof(Dynamics)] = Dynamics.All,
        [nameof(OlderLanguage)] = OlderLanguage.All,
    };

    public static ComparisonResult ResultOf(Snippet snippet) =>
        Results.GetOrAdd(snippet, static snippet => IlComparison.Run(snippet.Compile(), OptimizationLevel.Debug, OptimizationLevel.Release));

    public static ComparisonResult Total()
    {
        var total = new ComparisonResult();
        foreach (var result in Families.Values.SelectMany(snippets => snippets).AsParallel().AsOrdered().Select(ResultOf))
        {
            total.Add(result);
        }

        return total;
    }
}
