using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Tests.Samples;

/// <summary>
/// A file that is no source, beside one that is: a safe list, or a configuration file, which is an additional file too, so that a finding can
/// be at its line. Comments in it expect findings as those in source do, behind a <c>#</c>.
/// </summary>
internal sealed record Companion(string Path, string Text)
{
    public Project AddTo(Project project)
    {
        var name = SafeLists.NameOf(Path);
        project = project.AddAdditionalDocument(name, Text, filePath: Path).Project;
        return ConfigText.IsConfig(name) ? project.AddAnalyzerConfigDocument(name, SourceText.From(Text), filePath: Path).Project : project;
    }
}
