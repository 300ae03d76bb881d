using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Samples;

/// <summary>One self-contained file that people read, compiled and analysed in every way that a host does.</summary>
internal sealed record AnalyzedSource(string Path, SyntaxTree Tree, IReadOnlyList<Companion> Companions, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>What the code of the pages does not repeat; a file of samples/ or of a user needs the second.</summary>
    public const string ImpliedUsings = "global using System; global using NoInstr;";

    public static async Task<AnalyzedSource> AnalyzeAsync(string path, string source, params Companion[] companions)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion),
            metadataReferences: [.. References.Framework, References.Attributes]));
        project = project.AddDocument(path, source, filePath: path).Project.AddDocument("Usings.cs", ImpliedUsings).Project;
        project = companions.Aggregate(project, (current, companion) => companion.AddTo(current));

        var compilation = (await project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Report.Line).ToList();
        Assert.True(errors.Count == 0, $"{path} does not compile:\n{Report.Lines(errors)}");

        var findings = await new AnalyzerRuns([new NoInstrAnalyzer()]).VerdictAsync(project);
        return new AnalyzedSource(path, compilation.SyntaxTrees.Single(tree => tree.FilePath == path), companions, findings);
    }

    public void RequireAsCommented()
    {
        var elsewhere = Companions.Where(companion => !companion.IsLibrary).ToDictionary(companion => companion.Path, companion => Findings.Where(found => IsIn(companion, found)).ToList());
        Require(Path, ExpectedFinding.ReadAll(Tree), Findings.Except(elsewhere.Values.SelectMany(found => found)));
        foreach (var companion in Companions.Where(companion => !companion.IsLibrary))
        {
            Require(companion.Path, ExpectedFinding.ReadAll(companion.Path, companion.Text), elsewhere[companion.Path]);
        }
    }

    private static bool IsIn(Companion companion, Diagnostic found) => found.Location.GetLineSpan().Path == companion.Path;

    private static void Require(string path, IReadOnlyList<ExpectedFinding> expected, IEnumerable<Diagnostic> actual)
    {
        var ids = expected.Select(finding => finding.Id).ToList();
        var difference = ExpectedFinding.Compare(expected, actual.Where(found => !Advice.IsBesideThePoint(found.Id, ids)));
        Assert.True(difference is null, $"{path}:\n{difference}");
    }
}
