using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Mutation.Mutants;
using NoInstr.Tests.CodeFixes;

namespace NoInstr.Mutation.Verdicts;

/// <summary>
/// What the code fixes make of a mutant: not the model again, for they do not know what was meant, but code that compiles, and soon. All mutants are forks of one
/// solution, so that of each only the file that differs is parsed.
/// </summary>
internal sealed class FixJudge : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly Dictionary<string, DocumentId> _documents = [];
    private readonly Project _model;

    private FixJudge(CSharpCompilation model)
    {
        _model = _workspace.AddProject("EntryModel", LanguageNames.CSharp)
            .WithCompilationOptions(model.Options)
            .WithParseOptions(model.SyntaxTrees.First().Options)
            .WithMetadataReferences(model.References)
            .WithAnalyzerReferences([new AnalyzerImageReference([new NoInstrAnalyzer()])]);
        foreach (var tree in model.SyntaxTrees)
        {
            var document = _model.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath);
            _documents.Add(tree.FilePath, document.Id);
            _model = document.Project;
        }
    }

    public static async Task<FixJudge> OfAsync(CSharpCompilation model)
    {
        var judge = new FixJudge(model);
        await judge._model.GetCompilationAsync();
        return judge;
    }

    /// <summary>Null for a mutant that does not compile.</summary>
    public async Task<FixRun?> RunAsync(Mutant mutant, int choice)
    {
        var mutated = _model.GetDocument(_documents[mutant.Tree.FilePath])!.WithText(mutant.Text);
        var errors = (await mutated.GetSemanticModelAsync())!.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error);
        return errors ? null : await FixRounds.RunAsync(mutated.Project, choice);
    }

    public void Dispose() => _workspace.Dispose();
}
