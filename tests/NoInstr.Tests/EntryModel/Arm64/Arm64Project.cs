using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Tests.Robustness;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.EntryModel.Arm64;

/// <summary>The arm64 half of the entry model, as the kernel has it or repaired: its own files, and those that it shares with x86.</summary>
internal sealed class Arm64Project
{
    private const string Shared = "samples/EntryModel.Arm64/Shared.props";

    /// <param name="original">Where the files are that the project does not have itself.</param>
    private Arm64Project(string name, Arm64Project? original = null)
    {
        Folder = $"samples/{name}/";
        OwnFiles = [.. Repository.Files(Folder.TrimEnd('/'), "*.cs")];
        var inherited = original?.OwnFiles.Where(path => !OwnFiles.Contains(Counterpart(path, original))) ?? [];
        Compilation = AnalyzerHost.Compile(OwnFiles.Concat(inherited).Concat(SharedFiles()).Select(path => AnalyzerHost.Parse(Repository.Read(path), path)).Append(AnalyzerHost.Parse(Sample.ImplicitUsings, "ImplicitUsings.cs")));
    }

    /// <summary>As the kernel has it.</summary>
    public static Arm64Project Native { get; } = new("EntryModel.Arm64");

    /// <summary>The same without findings: what needs no repair is the original.</summary>
    public static Arm64Project Repaired { get; } = new("EntryModel.Arm64.Repaired", Native);

    public string Folder { get; }

    public ImmutableArray<string> OwnFiles { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>A project of an editor, for the fixes.</summary>
    public Project InWorkspace(AdhocWorkspace workspace, AnalyzerRuns runs)
    {
        var project = workspace.AddProject("Arm64", LanguageNames.CSharp)
            .WithCompilationOptions(Compilation.Options)
            .WithParseOptions(new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion))
            .WithMetadataReferences(Compilation.References)
            .WithAnalyzerReferences([runs.Reference]);
        return Compilation.SyntaxTrees.Aggregate(project, (with, tree) => with.AddDocument(Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath).Project);
    }

    /// <summary>The file of this project that stands for one of the other.</summary>
    public string Counterpart(string path, Arm64Project other) => Folder + path[other.Folder.Length..];

    /// <summary>What the project file compiles by link.</summary>
    private static IEnumerable<string> SharedFiles() =>
        XDocument.Parse(Repository.Read(Shared)).Descendants("Compile").Select(item => item.Attribute("Include")!.Value.Replace('\\', '/').Replace("../", "samples/"))
            .SelectMany(path => path.Split("/**/") is [var folder, var pattern] ? Repository.Files(folder, pattern) : [path]);
}
