using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Samples;

/// <summary>A project of samples/ that uses NoInstr as its users do: the files and settings that its .csproj builds with, at Strict.</summary>
internal sealed record SampleProject(string Name, string Folder)
{
    private const string AttributesFile = "src/Attributes/build/source/NoInstr.Attributes.cs";
    private const string Preset = "src/Attributes/build/config/NoInstr.Strict.globalconfig";

    /// <summary>Of the README and the settings. A sample may be of two projects.</summary>
    private string Home { get; init; } = Folder;

    public string Readme => $"{Home}/README.md";

    /// <summary>Files of other folders.</summary>
    private IReadOnlyList<string> Linked { get; init; } = [];

    /// <summary>It defines System.Object itself, so nothing can be referenced.</summary>
    public bool IsItsOwnCore { get; private init; }

    public bool Runs => !IsItsOwnCore;

    public static IReadOnlyList<SampleProject> All { get; } =
    [
        new("AudioCallback", "samples/AudioCallback"),
        new("BareMetal.Kernel", "samples/BareMetal/Kernel")
        {
            Home = "samples/BareMetal",
            IsItsOwnCore = true,
            Linked = [AttributesFile],
        },
        new("BareMetal.Host", "samples/BareMetal/Host")
        {
            Home = "samples/BareMetal",
            Linked = [.. Own("samples/BareMetal/Kernel").Where(path => !path.Contains("/Core/", StringComparison.Ordinal) && !path.EndsWith(".Metal.cs", StringComparison.Ordinal))],
        },
        new("Tracer", "samples/Tracer"),
    ];

    public static SampleProject Named(string name) => All.Single(sample => sample.Name == name);

    /// <summary>The files that are wrong on purpose: no part of the sample, until it is built with <c>-p:Mistakes=true</c>.</summary>
    public IReadOnlyList<string> Mistakes => Repository.Files($"{Folder}/Mistakes", "*.cs");

    public async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(params string[] mistakes)
    {
        using var workspace = new AdhocWorkspace();
        var project = Open(workspace, mistakes);
        RequireCompiled((await project.GetCompilationAsync())!);
        return await new AnalyzerRuns([new NoInstrAnalyzer()]).VerdictAsync(project);
    }

    public async Task<CSharpCompilation> CompileAsync()
    {
        using var workspace = new AdhocWorkspace();
        return (CSharpCompilation)(await Open(workspace, []).GetCompilationAsync())!;
    }

    private Project Open(AdhocWorkspace workspace, IReadOnlyList<string> mistakes)
    {
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, Name, Name, LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                Runs ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion),
            metadataReferences: IsItsOwnCore ? [] : [.. References.Framework, References.Attributes]));
        foreach (var path in Own(Folder).Concat(Linked).Concat(mistakes))
        {
            project = project.AddDocument(path, SourceText.From(Repository.Read(path)), filePath: "/" + path).Project;
        }

        foreach (var path in new[] { $"{Home}/.editorconfig", Preset })
        {
            project = project.AddAnalyzerConfigDocument(path, SourceText.From(Repository.Read(path)), filePath: "/" + path).Project;
        }

        return project;
    }

    private static IEnumerable<string> Own(string folder) =>
        Repository.Files(folder, "*.cs").Where(path => !path.StartsWith($"{folder}/Mistakes/", StringComparison.Ordinal));

    private void RequireCompiled(Compilation compilation)
    {
        var faults = compilation.GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(Report.Line).ToList();
        Assert.True(faults.Count == 0, $"{Name} does not compile:\n{Report.Lines(faults)}");
    }
}
