using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Verifiers;

/// <summary>Makes a solution of a test's files. A project is added after those that it references.</summary>
internal sealed class SolutionBuilder(AnalyzerTest test, ParsedState state, Solution empty, AnalyzerReference analyzers)
{
    /// <summary>Always on: where it is suppressed, Roslyn does not even call the handler of analyzer exceptions.</summary>
    private const string AnalyzerException = "AD0001";

    private readonly Dictionary<string, ProjectId> _added = [];
    private Solution _solution = empty;

    public async Task<Solution> BuildAsync()
    {
        foreach (var project in state.Projects)
        {
            await AddAsync(project);
        }

        foreach (var transform in test.SolutionTransforms)
        {
            _solution = transform(_solution, _added[VerifierSettings.MainProject]);
        }

        return _solution;
    }

    private async Task AddAsync(ParsedProject project)
    {
        if (_added.ContainsKey(project.Name))
        {
            return;
        }

        var id = ProjectId.CreateNewId(project.Name);
        var projects = new List<ProjectReference>();
        var references = new List<MetadataReference>(Retargets(project.Name) ? References.OtherFramework : References.Framework);
        references.AddRange(project.State.AdditionalReferences);
        if (project.State.ReferencesAttributes)
        {
            references.Add(References.Attributes);
        }

        foreach (var name in project.State.AdditionalProjectReferences)
        {
            await AddAsync(state.Projects.Single(other => other.Name == name));
            if (test.ProjectReferenceKind is ProjectReferenceKind.Compilation or ProjectReferenceKind.RetargetedCompilation)
            {
                projects.Add(new ProjectReference(_added[name]));
            }
            else
            {
                references.Add(await EmitAsync(_solution.GetProject(_added[name])!));
            }
        }

        var info = ProjectInfo.Create(
            id, VersionStamp.Default, project.Name, project.Name, LanguageNames.CSharp,
            compilationOptions: CompilationOptions(project.State),
            parseOptions: new CSharpParseOptions(test.LanguageVersion, preprocessorSymbols: test.PreprocessorSymbols),
            documents: Documents(id, project.Sources),
            projectReferences: projects,
            metadataReferences: references,
            analyzerReferences: [analyzers],
            additionalDocuments: Documents(id, project.AdditionalFiles));
        _solution = _solution.AddProject(info.WithAnalyzerConfigDocuments(Documents(id, project.ConfigFiles)));
        _added.Add(project.Name, id);
    }

    /// <summary>What nobody references, the application, is for the framework of the tests.</summary>
    private bool Retargets(string project)
        => test.ProjectReferenceKind == ProjectReferenceKind.RetargetedCompilation
            && state.Projects.Any(other => other.State.AdditionalProjectReferences.Contains(project));

    private CSharpCompilationOptions CompilationOptions(ProjectState project)
        => new(
            project.OutputKind,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: test.DisabledDiagnostics
                .Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))
                .Where(option => option.Key != AnalyzerException)
                .Append(KeyValuePair.Create(AnalyzerException, ReportDiagnostic.Error)));

    private static IEnumerable<DocumentInfo> Documents(ProjectId project, ImmutableArray<MarkedText> files)
        => files.Select(file => DocumentInfo.Create(
            DocumentId.CreateNewId(project, file.Path),
            Path.GetFileName(file.Path),
            loader: TextLoader.From(TextAndVersion.Create(file.Text, VersionStamp.Default, file.Path)),
            filePath: file.Path));

    private async Task<MetadataReference> EmitAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        using var image = new MemoryStream();
        var isReference = test.ProjectReferenceKind == ProjectReferenceKind.ReferenceAssembly;
        var result = compilation.Emit(image, options: new EmitOptions(metadataOnly: isReference, includePrivateMembers: !isReference));
        Assert.True(result.Success, $"{project.Name} does not compile:\n{string.Join("\n", result.Diagnostics)}");
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }
}
