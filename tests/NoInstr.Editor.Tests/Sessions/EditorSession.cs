using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Editor.Tests.Sessions;

/// <summary>A solution that somebody edits. What is typed stays in memory, as in an editor whose files are not saved.</summary>
internal sealed class EditorSession(Solution opened, PackageParts package)
{
    private readonly Stack<Solution> _earlier = new();

    public Solution Solution { get; private set; } = opened;

    public PackageParts Package => package;

    /// <summary>In a source file, an additional file or a configuration file: the one place where <paramref name="before"/> stands becomes <paramref name="after"/>.</summary>
    public void Type(string file, string before, string after)
    {
        var text = TextOf(file);
        Assert.Equal(2, text.Split(before).Length);
        Write(file, text.Replace(before, after));
    }

    public void Write(string file, string text)
    {
        var document = Find(file);
        var written = SourceText.From(text);
        Show(document switch
        {
            Document source => Solution.WithDocumentText(source.Id, written),
            AdditionalDocument additional => Solution.WithAdditionalDocumentText(additional.Id, written),
            _ => Solution.WithAnalyzerConfigDocumentText(document.Id, written),
        });
    }

    public async Task ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        Show(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution);
    }

    public void Undo() => Solution = _earlier.Pop();

    public string TextOf(string file) => Find(file).GetTextAsync().GetAwaiter().GetResult().ToString();

    public Document Source(string file) => Assert.IsType<Document>(Find(file), exactMatch: false);

    /// <summary>Warnings and errors of one file, as lines in the order of the file.</summary>
    public async Task<IReadOnlyList<string>> SquigglesAsync(string file) => [.. (await FindAsync(file)).Select(found => found.ToString())];

    public Task<IReadOnlyList<Squiggle>> FindAsync(string file) => new LiveAnalysis(package).FindAsync(Find(file));

    /// <summary>The squiggles of every file that has some, <c>Exit.cs: warning …</c>.</summary>
    public async Task<IReadOnlyList<string>> AllSquigglesAsync()
    {
        var lines = new List<string>();
        foreach (var file in Solution.Projects.SelectMany(project => project.Documents.Concat(project.AdditionalDocuments)).Where(IsWritten))
        {
            lines.AddRange((await FindAsync(file.Name)).Select(found => $"{file.Name}: {found}"));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>The light bulb on the one squiggle of a rule.</summary>
    public async Task<IReadOnlyList<CodeAction>> LightBulbAsync(string file, string id) =>
        await new LightBulb(package).FixesAsync(Source(file), Assert.Single(await FindAsync(file), found => found.Diagnostic.Id == id).Diagnostic);

    private void Show(Solution next)
    {
        _earlier.Push(Solution);
        Solution = next;
    }

    private TextDocument Find(string file) => Solution.Projects
        .SelectMany(project => project.Documents.Concat(project.AdditionalDocuments).Concat(project.AnalyzerConfigDocuments))
        .Single(document => document.Name == file && IsWritten(document));

    /// <summary>Neither what the SDK generates for a build, nor what lies in a package.</summary>
    private static bool IsWritten(TextDocument document) =>
        Path.GetDirectoryName(document.FilePath) == Path.GetDirectoryName(document.Project.FilePath);
}
