using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Oracle.Comparison;

namespace NoInstr.Oracle.Corpora;

/// <summary>This repository's own projects, compared once, when somebody asks.</summary>
internal static class RepositoryCorpus
{
    private static readonly Lazy<ImmutableArray<(string Project, ComparisonResult Result)>> Lazily = new(
        () => [.. RepositoryProject.CompileAll().Select(project => (project.Name, IlComparison.Run(project.Compilation, OptimizationLevel.Debug, OptimizationLevel.Release)))]);

    public static ImmutableArray<(string Project, ComparisonResult Result)> Results => Lazily.Value;
}
