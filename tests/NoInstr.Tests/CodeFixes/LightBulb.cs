using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Analyzers.Rules;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>One file in a project as an editor has it, and what is offered for its findings.</summary>
internal sealed class LightBulb : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly AnalyzerRuns _runs;

    /// <param name="started">Shown the verifier of each analysis.</param>
    public LightBulb(string text, Action<Verifier>? started = null)
    {
        var analyzer = started is null ? new NoInstrAnalyzer() : new NoInstrAnalyzer(started);
        _runs = new AnalyzerRuns([analyzer]);
        File = _workspace.AddProject("Kernel", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences([.. References.Framework, References.Attributes])
            .WithAnalyzerReferences([new AnalyzerImageReference([analyzer])])
            .AddDocument("Usings.cs", "global using System;").Project
            .AddDocument("Entry.cs", text);
    }

    public Document File { get; }

    public async Task<IReadOnlyList<Diagnostic>> FindingsAsync(Project? project = null) =>
        [.. (await _runs.QuickVerdictAsync(project ?? File.Project)).OrderBy(found => found.Location.SourceSpan.Start)];

    public async Task<IReadOnlyList<CodeAction>> ActionsAsync(CodeFixProvider fix, Diagnostic finding)
    {
        var offered = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(File, finding, (action, _) => offered.Add(action), CancellationToken.None));
        return offered;
    }

    public async Task<Project> ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await FixedText.ReparseAsync(action.Title, File.Project.Solution, changed)).GetProject(File.Project.Id)!;
    }

    public void Dispose() => _workspace.Dispose();
}
