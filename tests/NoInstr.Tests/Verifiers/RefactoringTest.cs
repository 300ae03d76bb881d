using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// A test of a refactoring: <c>[|…|]</c> is what is selected, <c>[||]</c> the caret. What it writes compiles, adds no finding but those that are named, and is laid out
/// as the formatter would do it.
/// </summary>
internal sealed class RefactoringTest<TRefactoring>(string key)
    where TRefactoring : CodeRefactoringProvider, new()
{
    /// <summary>Whether the project has the analyzer, which the refactoring then asks.</summary>
    public bool HasAnalyzer { get; init; } = true;

    /// <summary>Rules that may find more afterwards.</summary>
    public ImmutableArray<string> MayAdd { get; init; } = [];

    /// <summary>How the code of the test is indented.</summary>
    public int IndentationSize { get; init; } = 4;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public async Task RequireOfferedAsync(string code, string expected)
    {
        var text = await WrittenAsync(code);
        Assert.True(expected == text, $"'{key}' is not as expected.\n--- expected\n{expected}\n--- actual\n{text}");
    }

    /// <summary>The text that it makes of the code, which is the test's to judge.</summary>
    public async Task<string> WrittenAsync(string code)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, code, out var place);
        await RequireCompilesAsync("The code of the test", document);
        var actions = await OfferedAsync(document, place);
        var action = Assert.Single(actions, offered => offered.EquivalenceKey == key);
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        var text = (await changed.GetTextAsync()).ToString();

        var reread = document.WithText(await changed.GetTextAsync());
        await RequireCompilesAsync($"What '{action.Title}' writes", reread);
        await RequireNoNewFindingAsync(document, reread);
        var formatted = await FormattedAsync(reread, await WrittenSpansAsync(document, reread));
        Assert.True(text == formatted, $"The formatter would change what '{action.Title}' writes:\n--- written\n{text}\n--- formatted\n{formatted}");
        return text;
    }

    public async Task RequireNotOfferedAsync(string code)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, code, out var place);
        await RequireCompilesAsync("The code of the test", document);
        Assert.DoesNotContain(await OfferedAsync(document, place), offered => offered.EquivalenceKey == key);
    }

    private Document Open(AdhocWorkspace workspace, string code, out MarkedText.Mark place)
    {
        var marked = MarkedText.Parse("/0/Test0.cs", code);
        place = Assert.Single(marked.Marks);
        var project = workspace.AddProject("Kernel", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true))
            .WithParseOptions(new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion))
            .WithMetadataReferences([.. References.Framework, References.Attributes]);
        project = HasAnalyzer ? project.WithAnalyzerReferences([new AnalyzerImageReference([new NoInstrAnalyzer()])]) : project;
        return project.AddDocument("Test0.cs", marked.Text);
    }

    private static async Task<List<CodeAction>> OfferedAsync(Document document, MarkedText.Mark place)
    {
        var offered = new List<CodeAction>();
        await new TRefactoring().ComputeRefactoringsAsync(new CodeRefactoringContext(document, place.Span, offered.Add, CancellationToken.None));
        return offered;
    }

    private static async Task RequireCompilesAsync(string what, Document document)
    {
        var errors = (await document.Project.GetCompilationAsync())!.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"{what} does not compile:\n{string.Join("\n", errors)}\n{await document.GetTextAsync()}");
    }

    private async Task RequireNoNewFindingAsync(Document before, Document after)
    {
        var known = (await FindingsAsync(before)).CountBy(found => found.Id).ToDictionary();
        var found = await FindingsAsync(after);
        Assert.DoesNotContain(found.CountBy(finding => finding.Id), rule => rule.Value > known.GetValueOrDefault(rule.Key) && !MayAdd.Contains(rule.Key));
        Assert.All(MayAdd, id => Assert.Contains(found, finding => finding.Id == id));
    }

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Document document) =>
        await (await document.Project.GetCompilationAsync())!.WithAnalyzers([new NoInstrAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    private static async Task<List<TextSpan>> WrittenSpansAsync(Document before, Document after)
    {
        var spans = new List<TextSpan>();
        var moved = 0;
        foreach (var change in (await after.GetTextChangesAsync(before)).OrderBy(change => change.Span.Start))
        {
            spans.Add(new TextSpan(change.Span.Start + moved, change.NewText!.Length));
            moved += change.NewText.Length - change.Span.Length;
        }

        return spans;
    }

    private async Task<string> FormattedAsync(Document document, List<TextSpan> spans)
    {
        var text = (await document.GetTextAsync()).ToString();
        var options = (await document.GetOptionsAsync())
            .WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, text.Contains('\r') ? "\r\n" : "\n")
            .WithChangedOption(FormattingOptions.UseTabs, LanguageNames.CSharp, text.Contains('\t'))
            .WithChangedOption(FormattingOptions.IndentationSize, LanguageNames.CSharp, IndentationSize);
        return (await (await Formatter.FormatAsync(document, spans, options)).GetTextAsync()).ToString();
    }
}
