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
    /// <summary>How the JIT should inline is advice about four hundred functions of the model, the same in each mutant: it is followed once, in the model.</summary>
    private static readonly string[] Advice = ["NOINSTR305", "NOINSTR306"];

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

    /// <summary>And what the fixes make of the model itself.</summary>
    public static async Task<(FixJudge Judge, FixRun OfModel)> OfAsync(CSharpCompilation model)
    {
        using var advised = new FixJudge(model);
        var quiet = Advice.Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Suppress));
        var judge = new FixJudge(model.WithOptions(model.Options.WithSpecificDiagnosticOptions(model.Options.SpecificDiagnosticOptions.SetItems(quiet))));
        await judge._model.GetCompilationAsync();
        return (judge, await FixRounds.RunAsync(advised._model, choice: 0));
    }

    /// <summary>Null for a mutant that does not compile.</summary>
    public async Task<FixRun?> RunAsync(Mutant mutant, int choice)
    {
        var mutated = _model.GetDocument(_documents[mutant.Tree.FilePath])!.WithText(mutant.Text);
        var errors = (await mutated.GetSemanticModelAsync())!.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error);
        return errors ? null : await FixRounds.RunAsync(mutated.Project, choice, stopsAtChoice: true);
    }

    public void Dispose() => _workspace.Dispose();
}
