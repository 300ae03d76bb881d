using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Contracts;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Samples;

/// <summary>
/// A file that is no source, beside one that is: a safe list, or a configuration file, which is an additional file too, so that a finding can
/// be at its line. Comments in it expect findings as those in source do, behind a <c>#</c>.
/// </summary>
internal sealed record Companion(string Path, string Text)
{
    /// <summary>
    /// Source beside source is a library, compiled on its own against NoInstr.Attributes.dll. Who has one does not reference that dll: it is for
    /// showing what happens then.
    /// </summary>
    public bool IsLibrary => Path.EndsWith(".cs", StringComparison.Ordinal);

    public Project AddTo(Project project)
    {
        if (IsLibrary)
        {
            return project.RemoveMetadataReference(References.Attributes).AddMetadataReference(Compile());
        }

        var name = SafeLists.NameOf(Path);
        project = project.AddAdditionalDocument(name, Text, filePath: Path).Project;
        return ConfigText.IsConfig(name) ? project.AddAnalyzerConfigDocument(name, SourceText.From(Text), filePath: Path).Project : project;
    }

    private PortableExecutableReference Compile()
    {
        var compilation = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(AnalyzedSource.ImpliedUsings), CSharpSyntaxTree.ParseText(Text)],
            [.. References.Framework, References.Attributes],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, $"{Path} does not compile:\n{Report.Lines(emitted.Diagnostics.Select(Report.Line))}");
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
