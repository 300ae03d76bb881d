using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Samples;

/// <summary>One self-contained file that people read, compiled and analysed in every way that a host does.</summary>
internal sealed record AnalyzedSource(string Path, SyntaxTree Tree, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>What the code of the pages does not repeat; a file of samples/ or of a user needs the second.</summary>
    private const string ImpliedUsings = "global using System; global using NoInstr;";

    public static async Task<AnalyzedSource> AnalyzeAsync(string path, string source)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion),
            metadataReferences: [.. References.Framework, References.Attributes]));
        project = project.AddDocument(path, source, filePath: path).Project.AddDocument("Usings.cs", ImpliedUsings).Project;

        var compilation = (await project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Report.Line).ToList();
        Assert.True(errors.Count == 0, $"{path} does not compile:\n{Report.Lines(errors)}");

        var findings = await new AnalyzerRuns([new NoInstrAnalyzer()]).VerdictAsync(project);
        return new AnalyzedSource(path, compilation.SyntaxTrees.Single(tree => tree.FilePath == path), findings);
    }

    public void RequireAsCommented()
    {
        var difference = ExpectedFinding.Compare(ExpectedFinding.ReadAll(Tree), Findings);
        Assert.True(difference is null, $"{Path}:\n{difference}");
    }
}
