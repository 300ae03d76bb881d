using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Oracle.Comparison;

namespace NoInstr.Oracle.Corpora;

/// <summary>Assemblies of the framework whose decompiled source compiles again. Each is compared once, when somebody asks.</summary>
internal static class FrameworkCorpus
{
    private static readonly ConcurrentDictionary<string, Lazy<ComparisonResult>> Results = [];

    public static IReadOnlyList<string> Assemblies { get; } =
    [
        "System.Linq.Expressions",
        "System.Linq.AsyncEnumerable",
        "Microsoft.AspNetCore.Routing",
        "System.Collections.Immutable",
        "System.Net.Sockets",
        "System.Linq.Parallel",
        "System.Threading.Tasks.Dataflow",
        "Microsoft.AspNetCore.SignalR.Core",
        "System.Diagnostics.DiagnosticSource",
        "System.Linq.Queryable",
        "System.Net.WebSockets",
        "Microsoft.Extensions.DependencyInjection",
        "System.Collections.Concurrent",
        "Microsoft.Extensions.Logging",
        "Microsoft.Extensions.Caching.Memory",
    ];

    public static ComparisonResult ResultOf(string assembly) => Results.GetOrAdd(assembly, name => new(() => Compare(name))).Value;

    private static ComparisonResult Compare(string assembly)
    {
        var compilation = CSharpCompilation.Create(
            assembly,
            DecompiledSource.Of(assembly),
            References.PlatformWithout(assembly),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
                .WithSpecificDiagnosticOptions([KeyValuePair.Create("ASP0029", ReportDiagnostic.Suppress)])); // an experimental member, used by those who made it
        return IlComparison.Run(compilation, OptimizationLevel.Release);
    }
}
