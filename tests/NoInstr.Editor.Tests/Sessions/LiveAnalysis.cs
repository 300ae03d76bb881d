using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Editor.Tests.Sessions;

/// <summary>What an editor asks after a keystroke: the findings of one file, by a new driver over a compilation that shares what was not edited.</summary>
internal sealed class LiveAnalysis(PackageParts package)
{
    public async Task<IReadOnlyList<Squiggle>> FindAsync(TextDocument file)
    {
        var crashes = new ConcurrentQueue<Exception>();
        var compilation = (await file.Project.GetCompilationAsync())!;
        var driver = compilation.WithAnalyzers(package.Analyzers, new CompilationWithAnalyzersOptions(
            file.Project.AnalyzerOptions,
            onAnalyzerException: (crash, _, _) => crashes.Enqueue(crash),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));
        var found = await AskAsync(driver, compilation, file);

        Assert.True(crashes.IsEmpty, $"The analyzer crashed in {file.Name}: {string.Join("\n", crashes)}\n{await file.GetTextAsync()}");
        var text = await file.GetTextAsync();
        return [.. found.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => Squiggle.In(text, diagnostic))];
    }

    private static async Task<IEnumerable<Diagnostic>> AskAsync(CompilationWithAnalyzers driver, Compilation compilation, TextDocument file)
    {
        if (file is not Document source)
        {
            var additional = file.Project.AnalyzerOptions.AdditionalFiles.Single(candidate => candidate.Path == file.FilePath);
            return (await driver.GetAnalysisResultAsync(additional, CancellationToken.None)).GetAllDiagnostics();
        }

        var tree = (await source.GetSyntaxTreeAsync())!;
        var syntactic = await driver.GetAnalyzerSyntaxDiagnosticsAsync(tree, CancellationToken.None);
        return syntactic.AddRange(await driver.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None));
    }
}
