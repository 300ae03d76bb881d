using System.Collections.Immutable;
using System.Composition.Hosting;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Editor.Tests.Sessions;

/// <summary>What a project's reference to the package brings to an editor. Only ours: the SDK's own analyzers are for its own compiler.</summary>
internal sealed class PackageParts
{
    private PackageParts(IReadOnlyList<AnalyzerFileReference> references)
    {
        Files = [.. references.Select(reference => Path.GetFileName(reference.FullPath))];
        Analyzers = [.. references.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))];
        Assemblies = [.. references.Select(reference => reference.GetAssembly())];

        // As editors do: by the exports of the assemblies.
        using var exports = new ContainerConfiguration().WithAssemblies(Assemblies).CreateContainer();
        Fixes = [.. exports.GetExports<CodeFixProvider>().OrderBy(NameOf, StringComparer.Ordinal)];
        Refactorings = [.. exports.GetExports<CodeRefactoringProvider>().OrderBy(NameOf, StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<Assembly> Assemblies { get; }

    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }

    public IReadOnlyList<CodeFixProvider> Fixes { get; }

    public IReadOnlyList<CodeRefactoringProvider> Refactorings { get; }

    public static PackageParts Of(Project project) => new([.. project.AnalyzerReferences.OfType<AnalyzerFileReference>()
        .Where(reference => Path.GetFileName(reference.FullPath).StartsWith("NoInstr.", StringComparison.Ordinal))
        .OrderBy(reference => reference.FullPath, StringComparer.Ordinal)]);

    private static string NameOf(object part) => part.GetType().Name;
}
