using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Tests.Verifiers;

/// <summary>A project of a test with the markup taken out of its files and the files given absolute paths.</summary>
internal sealed record ParsedProject(
    string Name,
    ProjectState State,
    ImmutableArray<MarkedText> Sources,
    ImmutableArray<MarkedText> AdditionalFiles,
    ImmutableArray<MarkedText> ConfigFiles)
{
    public IEnumerable<MarkedText> Files => [.. Sources, .. AdditionalFiles, .. ConfigFiles];

    /// <param name="inherited">Where a kind of file is taken from that <paramref name="state"/> has none of.</param>
    public static ParsedProject Parse(string name, ProjectState state, ProjectState? inherited)
    {
        // "/0" is the directory of the project under test in Microsoft.CodeAnalysis.Testing, too.
        var directory = name == VerifierSettings.MainProject ? "/0" : "/" + name;
        return new ParsedProject(
            name,
            inherited ?? state,
            ParseFiles(state.Sources, inherited?.Sources),
            ParseFiles(state.AdditionalFiles, inherited?.AdditionalFiles),
            ParseFiles(state.AnalyzerConfigFiles, inherited?.AnalyzerConfigFiles));

        ImmutableArray<MarkedText> ParseFiles(SourceFileList files, SourceFileList? inheritedFiles)
        {
            var chosen = files.Count == 0 && inheritedFiles is not null ? inheritedFiles : files;
            return [.. chosen.Select(file => MarkedText.Parse(Path.Combine(directory, file.Name), file.Content))];
        }
    }
}

/// <summary>All projects of a test, the one under test first, and what is expected: the list and the markup together.</summary>
internal sealed record ParsedState(ImmutableArray<ParsedProject> Projects, ImmutableArray<DiagnosticResult> Expected)
{
    public IEnumerable<MarkedText> Files => Projects.SelectMany(project => project.Files);

    public static ParsedState Parse(SolutionState state, SolutionState? inherited, string? defaultId)
    {
        string[] names = [.. state.AdditionalProjects.Keys.Union(inherited?.AdditionalProjects.Keys.AsEnumerable() ?? [])];
        var main = ParsedProject.Parse(VerifierSettings.MainProject, state, inherited);
        var others = names.Select(name =>
            ParsedProject.Parse(name, state.AdditionalProjects[name], inherited?.AdditionalProjects[name]));
        ImmutableArray<ParsedProject> projects = [main, .. others];

        var marks = new Dictionary<int, ExpectedLocation>();
        var expected = new List<DiagnosticResult>();
        foreach (var file in projects.SelectMany(project => project.Files))
        {
            foreach (var (name, span) in file.Marks)
            {
                if (name.StartsWith('#'))
                {
                    var key = int.Parse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
                    marks.Add(key, new ExpectedLocation(file.Path, file.LinesOf(span)));
                    continue;
                }

                var id = name.Length > 0 ? name : defaultId;
                Assert.True(id is not null, "[|…|] needs DefaultId, since the analyzer has several rules; or write {|ID:…|}.");
                expected.Add(new DiagnosticResult(id).WithSpan(file.Path, file.LinesOf(span)));
            }
        }

        expected.AddRange(state.ExpectedDiagnostics.Select(result => result.WithMarks(marks)));
        return new ParsedState(projects, [.. expected]);
    }
}
