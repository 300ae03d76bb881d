using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Reference;

/// <summary>A finding, by its line in the program.</summary>
internal readonly record struct Finding(string Id, int Line);

/// <summary>Runs the analyzer over many programs at once, in one compilation.</summary>
internal static class AnalyzerVerdicts
{
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Programs", references: [.. References.Framework, References.Attributes],
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    /// <summary>The findings of each program; all of its errors, where it does not compile.</summary>
    public static async Task<IReadOnlyList<ImmutableHashSet<Finding>>> OfAsync(IReadOnlyList<ProgramText> programs, string prelude = ProgramText.Prelude)
    {
        var text = prelude + string.Concat(programs.Select(program => program.Text)) + "}";
        var compilation = Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text));
        var exceptions = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => exceptions.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers([new NoInstrAnalyzer()], options).GetAllDiagnosticsAsync();
        Assert.Empty(exceptions);

        var byLine = found.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("NOINSTR", StringComparison.Ordinal))
            .ToLookup(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic => diagnostic.Id);
        var verdicts = new List<ImmutableHashSet<Finding>>();
        var start = prelude.Count(character => character == '\n');
        foreach (var program in programs)
        {
            verdicts.Add([.. Enumerable.Range(0, program.Lines).SelectMany(line => byLine[start + line].Select(id => new Finding(id, line)))]);
            start += program.Lines;
        }

        return verdicts;
    }
}
