using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers;

namespace NoInstr.Bench.Subjects;

/// <summary>Analyzers that others ship, all rules of a package at their defaults, as a project that installs it runs them.</summary>
internal static class OtherAnalyzers
{
    public const string Ours = "NoInstr";

    public const string Banned = "BannedApiAnalyzers, 50 symbols";

    /// <summary>Those that follow calls from body to body, as we do.</summary>
    public static readonly string[] FollowCalls = ["IDisposableAnalyzers", "SonarAnalyzer.CSharp"];

    private static readonly ImmutableDictionary<string, string> Directories = typeof(OtherAnalyzers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(entry => Directory.Exists(entry.Value) && entry.Value.Contains("analyzers", StringComparison.Ordinal))
        .ToImmutableDictionary(entry => entry.Key, entry => entry.Value!);

    public static IEnumerable<string> Names => [Ours, .. Directories.Keys.Order(StringComparer.Ordinal)];

    public static ImmutableArray<DiagnosticAnalyzer> Of(string name)
    {
        if (name == Ours)
        {
            return [new NoInstrAnalyzer()];
        }

        var loader = new FolderLoader(Directories[name]);
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. Directory.EnumerateFiles(Directories[name], "*.dll").Order(StringComparer.Ordinal)
                .SelectMany(file => new AnalyzerFileReference(file, loader).GetAnalyzers(LanguageNames.CSharp)),
        ];
        return analyzers.IsEmpty ? throw new InvalidOperationException($"{Directories[name]} has no analyzer.") : analyzers;
    }

    /// <summary>Fifty members of the framework, one of which the generated code calls.</summary>
    public static AnalyzerOptions OptionsOf(string name) => new(name == Banned ? [new BannedSymbols()] : []);

    private sealed class BannedSymbols : AdditionalText
    {
        private static readonly string Lines = string.Join(
            '\n', typeof(Math).GetMethods().Concat(typeof(Console).GetMethods()).Where(method => method.GetParameters() is [{ ParameterType.IsPrimitive: true }] or [{ ParameterType.IsPrimitive: true }, { ParameterType.IsPrimitive: true }])
                .Select(method => $"M:{method.DeclaringType}.{method.Name}({string.Join(',', method.GetParameters().Select(parameter => parameter.ParameterType.FullName))}); not here").Distinct().OrderByDescending(line => line.Contains("Math.Max(System.Int32", StringComparison.Ordinal)).Take(50));

        public override string Path => "/BannedSymbols.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(Lines);
    }

    /// <summary>A package's assemblies find each other, and share the host's Roslyn.</summary>
    private sealed class FolderLoader(string folder) : AssemblyLoadContext, IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var beside = System.IO.Path.Combine(folder, assemblyName.Name + ".dll");
            return !assemblyName.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || assemblyName.Name.EndsWith("BannedApiAnalyzers", StringComparison.Ordinal)
                ? File.Exists(beside) ? LoadFromAssemblyPath(beside) : null
                : null;
        }
    }
}
