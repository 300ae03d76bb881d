using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.Verifiers;

/// <summary>The files and references of one project of a test.</summary>
public class ProjectState
{
    public SourceFileList Sources { get; } = [];

    public SourceFileList AdditionalFiles { get; } = [];

    /// <summary><c>("/.editorconfig", "…")</c>, or a <c>.globalconfig</c>.</summary>
    public SourceFileList AnalyzerConfigFiles { get; } = [];

    public List<MetadataReference> AdditionalReferences { get; } = [];

    /// <summary>Names of <see cref="SolutionState.AdditionalProjects"/> that this project references.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    public OutputKind OutputKind { get; set; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Whether the project sees NoInstr.Attributes.dll.</summary>
    public bool ReferencesAttributes { get; set; } = true;
}

/// <summary>The project under test, the projects beside it, and what is expected of all of them.</summary>
public sealed class SolutionState : ProjectState
{
    public ProjectCollection AdditionalProjects { get; } = new();

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];
}

/// <summary>Projects by name; a name is there as soon as it is asked for: <c>AdditionalProjects = { ["Library"] = { … } }</c>.</summary>
public sealed class ProjectCollection : SortedDictionary<string, ProjectState>
{
    public new ProjectState this[string name]
    {
        get
        {
            if (!TryGetValue(name, out var project))
            {
                Add(name, project = new ProjectState());
            }

            return project;
        }
    }
}

/// <summary>Files in the order the compiler gets them. A file without a name is Test0.cs, Test1.cs, … by its position.</summary>
public sealed class SourceFileList : List<(string Name, string Content)>
{
    /// <summary>Where a location that names no file is looked for.</summary>
    public const string FirstFile = "/0/Test0.cs";

    public void Add(string content) => Add(($"Test{Count}.cs", content));

    public void Add(string name, string content) => Add((name, content));

    /// <summary>A file of <c>global using</c> directives, for tests whose point is elsewhere.</summary>
    public void AddGlobalUsings(params string[] namespaces)
        => Add("GlobalUsings.cs", string.Concat(namespaces.Select(name => $"global using {name};\n")));
}

/// <summary>How the projects of a test see each other.</summary>
public enum ProjectReferenceKind
{
    /// <summary>As source, in one solution: what an editor does. Their symbols have declarations and foreign syntax trees.</summary>
    Compilation,

    /// <summary>As source, compiled against another framework than the application's, as a netstandard library is: their symbols are wrapped.</summary>
    RetargetedCompilation,

    /// <summary>As a compiled image: what a package without <c>ref/</c> gives. Their symbols have no source at all.</summary>
    MetadataImage,

    /// <summary>
    /// As a reference assembly: what a build makes of a project reference. What nobody else can see is not in it, and neither is what the
    /// compiler adds with the bodies.
    /// </summary>
    ReferenceAssembly,
}

public static class ProjectReferenceKinds
{
    public static TheoryData<ProjectReferenceKind> All => [.. Enum.GetValues<ProjectReferenceKind>()];
}

/// <summary>Which compiler diagnostics a test must name among the expected ones. Those that it names always count.</summary>
public enum CompilerDiagnostics
{
    None,
    Errors,
    Warnings,
    All,
}
