using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Analyzers;
using NoInstr.Tests.Samples;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.AcrossAssemblies;

/// <summary>
/// The projects of tests/AcrossAssemblies give the findings that their comments say, however they see each other: as source in an editor, as
/// images, as reference assemblies. The package tests build the same files from packages. Of what declares nothing, Clang needs the body in
/// the translation unit, and klint a database beside the crate; objtool's run on the whole link leaves modules out.
/// </summary>
public class AcrossAssembliesTests
{
    private const string Root = "tests/AcrossAssemblies";

    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public async Task Verdict_IsWhatTheCommentsSay(ProjectReferenceKind way)
    {
        var differences = new List<string>();
        foreach (var (file, findings) in await VerdictAsync(way))
        {
            var expected = ExpectedFinding.ReadAll(CSharpSyntaxTree.ParseText(Repository.Read(file), path: file));
            if (ExpectedFinding.Compare(expected, findings) is { } difference)
            {
                differences.Add($"{file}:\n{difference}");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    /// <summary>To the column. Messages may differ: what can be marked [NoInstr] from here is what is seen as source.</summary>
    [Fact]
    public async Task Verdict_IsTheSameInAllWays()
    {
        var inEditor = await PlacesAsync(ProjectReferenceKind.Compilation);

        Assert.NotEmpty(inEditor);
        Assert.Equal(inEditor, await PlacesAsync(ProjectReferenceKind.RetargetedCompilation));
        Assert.Equal(inEditor, await PlacesAsync(ProjectReferenceKind.MetadataImage));
        Assert.Equal(inEditor, await PlacesAsync(ProjectReferenceKind.ReferenceAssembly));
    }

    private static async Task<IReadOnlyList<string>> PlacesAsync(ProjectReferenceKind way) =>
        [.. (await VerdictAsync(way)).SelectMany(file => file.Value).Select(finding => $"{finding.Location.GetLineSpan()} {finding.Id}").Order(StringComparer.Ordinal)];

    /// <summary>The warnings in each file: advice about single bodies has nothing to do with assemblies.</summary>
    private static async Task<Dictionary<string, List<Diagnostic>>> VerdictAsync(ProjectReferenceKind way)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer> { ProjectReferenceKind = way };
        Add("Kernel");
        Add("Trace").ReferencesAttributes = false;
        Add("Firmware");
        Add("App").AdditionalProjectReferences.AddRange(["Kernel", "Trace", "Firmware"]);
        var outsider = Add("Outsider");
        outsider.Sources.Add("../Trace/Attributes.cs", Repository.Read($"{Root}/Trace/Attributes.cs"));
        outsider.ReferencesAttributes = false;
        outsider.AdditionalProjectReferences.AddRange(["Kernel", "Trace", "Firmware"]);

        using var workspace = new AdhocWorkspace();
        var runs = new AnalyzerRuns([new NoInstrAnalyzer()]);
        var solution = await new SolutionBuilder(test, ParsedState.Parse(test.TestState, inherited: null, defaultId: null), workspace.CurrentSolution, runs.Reference).BuildAsync();
        var byFile = Repository.Files(Root, "*.cs").ToDictionary(file => file, _ => new List<Diagnostic>());
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Report.Line));
            foreach (var finding in (await runs.VerdictAsync(project)).Where(finding => finding.Severity >= DiagnosticSeverity.Warning))
            {
                byFile[Root + finding.Location.GetLineSpan().Path].Add(finding);
            }
        }

        return byFile;

        ProjectState Add(string name)
        {
            var project = test.TestState.AdditionalProjects[name];
            foreach (var file in Repository.Files($"{Root}/{name}", "*.cs"))
            {
                project.Sources.Add(Path.GetFileName(file), Repository.Read(file));
            }

            return project;
        }
    }
}
