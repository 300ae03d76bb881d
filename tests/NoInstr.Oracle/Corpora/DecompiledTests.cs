using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Oracle.Comparison;
using Xunit.Abstractions;

namespace NoInstr.Oracle.Corpora;

/// <summary>Real code: assemblies of the framework, decompiled and compiled again.</summary>
public class DecompiledTests(ITestOutputHelper output)
{
    public static TheoryData<string> Assemblies =>
    [
        "System.Linq.Expressions",
        "System.Collections.Immutable",
        "System.Net.Sockets",
        "Microsoft.AspNetCore.Routing",
        "System.Diagnostics.DiagnosticSource",
        "System.Threading.Tasks.Dataflow",
        "System.Linq.AsyncEnumerable",
        "System.Collections.Concurrent",
        "Microsoft.Extensions.DependencyInjection",
        "System.Linq.Parallel",
        "System.Linq.Queryable",
        "System.Net.WebSockets",
        "Microsoft.AspNetCore.SignalR.Core",
        "Microsoft.Extensions.Logging",
        "Microsoft.Extensions.Caching.Memory",
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Events_AreTheCallsOfTheIL(string assembly)
    {
        var compilation = CSharpCompilation.Create(
            assembly,
            DecompiledSource.Of(assembly),
            References.PlatformWithout(assembly),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
                .WithSpecificDiagnosticOptions([KeyValuePair.Create("ASP0029", ReportDiagnostic.Suppress)])); // an experimental member, used by those who made it
        var result = IlComparison.Run(compilation, OptimizationLevel.Release);
        output.WriteLine(result.Figures);
        DifferenceFiles.Write(assembly, result);
        result.RequireNone();
    }
}
