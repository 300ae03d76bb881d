using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Mutation.Mutants;
using NoInstr.Tests.CodeFixes;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What the code fixes make of a mutant: not the model again, for they do not know what was meant, but code that compiles, and soon.</summary>
internal static class FixJudge
{
    public static async Task<FixRun> RunAsync(CSharpCompilation model, Mutant mutant, int choice)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("EntryModel", LanguageNames.CSharp)
            .WithCompilationOptions(model.Options)
            .WithParseOptions(model.SyntaxTrees.First().Options)
            .WithMetadataReferences(model.References)
            .WithAnalyzerReferences([new AnalyzerImageReference([new NoInstrAnalyzer()])]);
        foreach (var tree in mutant.Apply(model).SyntaxTrees)
        {
            project = project.AddDocument(tree.FilePath, await tree.GetTextAsync(), filePath: tree.FilePath).Project;
        }

        return await FixRounds.RunAsync(project, choice);
    }
}
