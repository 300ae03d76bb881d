using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Bench.Code;

namespace NoInstr.Bench.Editor;

/// <summary>
/// A project of generated code in a workspace, one file of which is being typed in. After each keystroke the squiggles of that file are asked
/// for as an editor does: a new compilation that shares what the edit left alone, a new driver, the diagnostics of one file.
/// </summary>
internal sealed class EditedProject : IDisposable
{
    /// <summary>The compiler's own diagnostics come to an editor from an analyzer too: it is internal, and found as hosts find it.</summary>
    public static readonly DiagnosticAnalyzer Compiler = (DiagnosticAnalyzer)Activator.CreateInstance(
        typeof(CSharpCompilation).Assembly.GetType("Microsoft.CodeAnalysis.Diagnostics.CSharp.CSharpCompilerDiagnosticAnalyzer", throwOnError: true)!, nonPublic: true)!;

    private readonly AdhocWorkspace _workspace;
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly DocumentId _edited;
    private Solution _solution;

    public EditedProject(int files, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        _workspace = new AdhocWorkspace();
        _analyzers = analyzers;
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Create(), "Edited", "Edited", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: FreshCompilation.References());
        _solution = _workspace.CurrentSolution.AddProject(project);
        var documents = Enumerable.Range(0, files).Select(file => DocumentInfo.Create(
            DocumentId.CreateNewId(project.Id), $"File{file}.cs", filePath: $"/File{file}.cs",
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(GeneratedCode.Source(Annotations.TwoPercent, file, files)), VersionStamp.Create())))).ToImmutableArray();
        _solution = _solution.AddDocuments(documents);
        _edited = documents[0].Id; // its first methods are noinstr
    }

    /// <summary>The whole project once, as a solution is analysed when it has been opened.</summary>
    public async Task WarmUpAsync()
    {
        var compilation = (await _solution.GetProject(_edited.ProjectId)!.GetCompilationAsync())!;
        await DriverOf(compilation).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
    }

    /// <summary>The first <paramref name="before"/> of the file becomes <paramref name="after"/>; returns what is found in the file, and how long that took.</summary>
    public async Task<(ImmutableArray<Diagnostic> Found, TimeSpan Latency)> TypeAsync(string before, string after)
    {
        var text = await _solution.GetDocument(_edited)!.GetTextAsync();
        var change = new TextChange(new TextSpan(text.ToString().IndexOf(before, StringComparison.Ordinal), before.Length), after);

        var start = Stopwatch.GetTimestamp();
        _solution = _solution.WithDocumentText(_edited, text.WithChanges(change));
        var document = _solution.GetDocument(_edited)!;
        var compilation = (await document.Project.GetCompilationAsync())!;
        var tree = (await document.GetSyntaxTreeAsync())!;
        var driver = DriverOf(compilation);
        var syntax = await driver.GetAnalyzerSyntaxDiagnosticsAsync(tree, CancellationToken.None);
        var semantic = await driver.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None);
        return ([.. syntax, .. semantic], Stopwatch.GetElapsedTime(start));
    }

    public void Dispose() => _workspace.Dispose();

    private CompilationWithAnalyzers DriverOf(Compilation compilation) => new(compilation, _analyzers, new CompilationWithAnalyzersOptions(
        new AnalyzerOptions([]),
        onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer crashed.", exception),
        concurrentAnalysis: true,
        logAnalyzerExecutionTime: false));
}
