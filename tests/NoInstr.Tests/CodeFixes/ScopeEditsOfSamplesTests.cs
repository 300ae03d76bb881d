using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Robustness;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Every edit of a scope that is offered anywhere in the samples about scopes: the result compiles, keeps its comments, and has no new finding but those it may have.</summary>
public class ScopeEditsOfSamplesTests
{
    /// <summary>What the form means, and what a scope inside another has hidden.</summary>
    private static readonly string[] s_mayAppear = ["NOINSTR205", "NOINSTR206"];

    public static TheoryData<string> Files => ["NOINSTR201.cs", "NOINSTR202.cs", "NOINSTR203.cs", "NOINSTR204.cs", "NOINSTR205.cs", "NOINSTR206.cs"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EveryOffer_IsSound(string file)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, file);
        var before = await FindingsAsync(document);
        var offers = await RefactoringsAsync(document);
        offers.AddRange(await FixesAsync(document, before, new ScopeBalanceFix()));
        offers.AddRange(await FixesAsync(document, before, new ScopePairFix()));

        Assert.NotEmpty(offers);
        foreach (var offer in offers)
        {
            var operations = await offer.GetOperationsAsync(CancellationToken.None);
            var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
            await RequireSoundAsync(offer.Title, document.WithText(await changed.GetTextAsync()), document, before);
        }
    }

    private static Document Open(AdhocWorkspace workspace, string file)
    {
        var project = workspace.AddProject("Violations", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion))
            .WithMetadataReferences([.. References.Framework, References.Attributes])
            .WithAnalyzerReferences([new AnalyzerImageReference([new NoInstrAnalyzer()])])
            .AddDocument("ImplicitUsings.cs", Sample.ImplicitUsings).Project;
        return project.AddDocument(file, Sample.Violations.Files.Single(tree => tree.FilePath == file).ToString());
    }

    private static async Task<List<CodeAction>> RefactoringsAsync(Document document)
    {
        var root = (await document.GetSyntaxRootAsync())!;
        var carets = root.DescendantTokens().Where(token => token.ValueText is "Begin" or "End" or "Open").Select(token => new TextSpan(token.SpanStart, 0));
        var lists = root.DescendantNodes().OfType<BlockSyntax>().Where(block => block.Statements.Count > 0).SelectMany(block =>
            block.Statements.Select(statement => statement.Span).Append(TextSpan.FromBounds(block.Statements[0].SpanStart, block.Statements.Last().Span.End)));
        var offers = new List<CodeAction>();
        foreach (var place in carets.Concat(lists))
        {
            await new ScopeRefactoring().ComputeRefactoringsAsync(new CodeRefactoringContext(document, place, offers.Add, CancellationToken.None));
        }

        return offers;
    }

    private static async Task<List<CodeAction>> FixesAsync(Document document, ImmutableArray<Diagnostic> findings, CodeFixProvider provider)
    {
        var offers = new List<CodeAction>();
        foreach (var finding in findings.Where(finding => provider.FixableDiagnosticIds.Contains(finding.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offers.Add(action), CancellationToken.None));
        }

        return offers;
    }

    private static async Task RequireSoundAsync(string title, Document after, Document before, ImmutableArray<Diagnostic> known)
    {
        var text = await after.GetTextAsync();
        var errors = (await after.GetSemanticModelAsync())!.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), $"'{title}' does not compile:\n{string.Join("\n", errors)}\n{text}");
        Assert.Equal(await RemarksAsync(before), await RemarksAsync(after));

        var counts = known.CountBy(finding => finding.Id).ToDictionary();
        var added = (await FindingsAsync(after)).CountBy(finding => finding.Id).Where(rule => rule.Value > counts.GetValueOrDefault(rule.Key) && !s_mayAppear.Contains(rule.Key));
        Assert.True(!added.Any(), $"'{title}' adds {string.Join(", ", added)}:\n{text}");
    }

    private static async Task<List<string>> RemarksAsync(Document document) =>
        [.. (await document.GetSyntaxRootAsync())!.DescendantTrivia().Where(trivia => trivia.IsDirective || trivia.ToString().StartsWith('/')).Select(trivia => trivia.ToString()).Order(StringComparer.Ordinal)];

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Document document)
    {
        var driver = (await document.Project.GetCompilationAsync())!.WithAnalyzers([new NoInstrAnalyzer()]);
        return await driver.GetAnalyzerSemanticDiagnosticsAsync(driver.Compilation.GetSemanticModel((await document.GetSyntaxTreeAsync())!), filterSpan: null, CancellationToken.None);
    }
}
