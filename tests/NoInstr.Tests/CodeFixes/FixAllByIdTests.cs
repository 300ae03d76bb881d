using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>dotnet format names the rule, and a key that may belong to another one, or none.</summary>
public class FixAllByIdTests
{
    private const string Exit = "[NoInstr] void Exit() { InstrumentationScope.Begin(); TraceSysExit(); RcuExit(); InstrumentationScope.End(); }";
    private const string Enter = "[NoInstr, Primitive, Establishes(EntryState.Rcu, EntryState.Lockdep)] void Enter() { }";

    [Theory]
    [InlineData(StateFix.OrderStates)]
    [InlineData(StateFix.MoveEnd)]
    [InlineData(null)]
    public async Task KeyOfAnotherRule_MeansTheFirstActionOfTheRule(string? key)
    {
        var text = await FixedAsync(new StateFix(), RuleIds.ChangedUnderScope, key, StateCode.With(Exit + "\n" + Enter));

        Assert.Equal(StateCode.With(Exit.Replace("RcuExit(); InstrumentationScope.End();", "InstrumentationScope.End(); RcuExit();", StringComparison.Ordinal) + "\n" + Enter), text);
    }

    [Fact]
    public async Task KeyOfAnotherRule_MeansTheOnlyActionOfABalanceRule()
    {
        var text = await FixedAsync(new ScopeBalanceFix(), RuleIds.EndWithoutBegin, "NoInstr.InsertEnd", StateCode.With("[NoInstr] void Exit() { SaveRegs(); InstrumentationScope.End(); SaveRegs(); }"));

        Assert.Equal(StateCode.With("[NoInstr] void Exit() { SaveRegs(); SaveRegs(); }"), text);
    }

    /// <summary>Each in the first way that it can be.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("NoInstr.MarkNoInstr")]
    public async Task KeyOfAnotherRule_MeansTheFirstActionThatCanBeTaken(string? key)
    {
        const string code = "using NoInstr; class Machine { [NoInstr] extern void Halt(); [NoInstr(Unchecked = true)] void Pause() { } }";
        var text = await FixedAsync(new AnnotationFix(), RuleIds.UnjustifiedTrust, key, code);

        Assert.Equal(
            "using NoInstr; class Machine { [NoInstr(Unchecked = true, Justification = \"extern: there is no body to verify\")] extern void Halt(); [NoInstr] void Pause() { } }", text);
    }

    private static async Task<string> FixedAsync(CodeFixProvider fix, string id, string? key, string text)
    {
        using var workspace = new AdhocWorkspace();
        var analyzer = new NoInstrAnalyzer();
        var project = workspace.AddProject("Kernel", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithParseOptions(new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion))
            .WithMetadataReferences([.. References.Framework, References.Attributes])
            .WithAnalyzerReferences([new AnalyzerImageReference([analyzer])])
            .AddDocument("Kernel.cs", StateCode.Kernel).Project;
        var document = project.AddDocument("Entry.cs", text);
        var compilation = (await document.Project.GetCompilationAsync())!;
        var findings = await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
        var context = new FixAllContext(document, fix, FixAllScope.Solution, key!, [id], new FoundDiagnostics([.. findings.Where(found => found.Id == id)]), CancellationToken.None);
        var operations = await (await fix.GetFixAllProvider()!.GetFixAsync(context))!.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<Microsoft.CodeAnalysis.CodeActions.ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
