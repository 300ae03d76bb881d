using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Editor.Tests.Sessions;

namespace NoInstr.Editor.Tests;

/// <summary>Editors find providers by their exports, and pass over one that they cannot create.</summary>
[Collection(EditorCollection.Name)]
public sealed class ProviderTests(EditorFixture fixture)
{
    private readonly EditorSession _editor = fixture.Open();

    [Fact]
    public void Package_BringsAnalyzersAndFixes()
    {
        Assert.Equal(["NoInstr.Analyzers.dll", "NoInstr.CodeFixes.dll"], _editor.Package.Files);
        Assert.Single(_editor.Package.Analyzers);
        Assert.NotEmpty(_editor.Package.Fixes);
    }

    /// <summary>One without its export, or without a constructor that can be called, would be missing here.</summary>
    [Fact]
    public void EveryProvider_IsExportedAndCreated() => Assert.Equal(
        Written(typeof(CodeFixProvider)).Concat(Written(typeof(CodeRefactoringProvider))),
        _editor.Package.Fixes.Concat<object>(_editor.Package.Refactorings).Select(provider => provider.GetType().Name));

    [Fact]
    public void EveryProvider_IsForCSharp()
    {
        Assert.All(_editor.Package.Fixes, fix => Assert.Equal([LanguageNames.CSharp], fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages));
        Assert.All(_editor.Package.Refactorings, refactoring => Assert.Equal([LanguageNames.CSharp], refactoring.GetType().GetCustomAttribute<ExportCodeRefactoringProviderAttribute>()!.Languages));
    }

    [Fact]
    public void EveryFix_IsForRulesOfTheAnalyzer()
    {
        var rules = _editor.Package.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).ToHashSet();

        Assert.All(_editor.Package.Fixes, fix =>
        {
            Assert.NotEmpty(fix.FixableDiagnosticIds);
            Assert.Subset(rules, fix.FixableDiagnosticIds.ToHashSet());
        });
    }

    [Fact]
    public void EveryFix_FixesAllInDocumentProjectAndSolution() => Assert.All(_editor.Package.Fixes, fix => Assert.Superset(
        new HashSet<FixAllScope> { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution },
        fix.GetFixAllProvider()!.GetSupportedFixAllScopes().ToHashSet()));

    /// <summary>Wherever the caret may be, with nothing selected and with the line selected. An action has a title and a key.</summary>
    [Fact]
    public async Task EveryRefactoring_AnswersEverywhere()
    {
        _editor.Type("Syscall.cs", "EnterFromUserMode();\n", "EnterFromUserMode();\n        TraceSysEnter(number);\n");
        var bulb = new LightBulb(_editor.Package);
        var offered = new List<CodeAction>();
        foreach (var file in new[] { "Syscall.cs", "Exit.cs", "Probe.cs" })
        {
            var document = _editor.Source(file);
            var text = await document.GetTextAsync();
            foreach (var line in text.Lines)
            {
                var start = line.Start + text.ToString(line.Span).TakeWhile(char.IsWhiteSpace).Count();
                offered.AddRange(await bulb.RefactoringsAsync(document, new TextSpan(start, 0)));
                offered.AddRange(await bulb.RefactoringsAsync(document, TextSpan.FromBounds(start, line.End)));
            }
        }

        Assert.All(offered, action => Assert.False(string.IsNullOrEmpty(action.Title) || string.IsNullOrEmpty(action.EquivalenceKey), action.Title));
        Assert.Equal(_editor.Package.Refactorings.Count > 0, offered.Count > 0);
    }

    private IEnumerable<string> Written(Type kind) => _editor.Package.Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.IsAbstract && kind.IsAssignableFrom(type))
        .Select(type => type.Name)
        .Order(StringComparer.Ordinal);
}
