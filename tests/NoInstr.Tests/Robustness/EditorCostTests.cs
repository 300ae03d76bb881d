using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Robustness;

/// <summary>
/// What a keystroke costs, counted: whoever asks for one file of a thousand has the annotated bodies of that file read, the helpers that they
/// expand, and nothing else.
/// </summary>
public class EditorCostTests
{
    private const int Files = 1_000;

    /// <summary>File n calls the helper of file n + 1, which calls that of file n + 2: two files beside the edited one have a part in it.</summary>
    private static readonly SyntaxTree[] Project = [.. Enumerable.Range(0, Files).Select(file => AnalyzerHost.Parse($$"""
        using NoInstr;
        public static class Cpu{{file}}
        {
            [NoInstr] public static void DoSyscall() { Cpu{{(file + 1) % Files}}.Enter(); Exit(); Run(); }
            [NoInstr] public static void DoIrq() => Exit();
            [NoInstr] private static void Run() { }
            [AlwaysInline] public static void Enter() => Cpu{{(file + 1) % Files}}.Traced();
            [AlwaysInline] public static void Traced() { InstrumentationScope.Begin(); Trace(); InstrumentationScope.End(); }
            [AlwaysInline] private static void Exit() { }
            public static void Trace() => Plain();
            public static void Plain() { }
        }
        """, $"/0/Cpu{file}.cs"))];

    [Fact]
    public async Task Keystroke_InARoot_ReadsThatFileAndWhatItExpands()
    {
        var (bodies, summaries, found) = await AfterEditAsync(edited: 7, "{ Cpu8.Enter();", "{ Cpu8.Enter(); Exit();");

        // Cpu9.Traced is expanded by Cpu8.Enter, for DoSyscall, and is the only body of its file.
        string[] expected = ["Cpu7.DoIrq", "Cpu7.DoSyscall", "Cpu7.Enter", "Cpu7.Exit", "Cpu7.Run", "Cpu7.Traced", "Cpu8.Enter", "Cpu8.Traced", "Cpu9.Traced"];
        Assert.Equal(expected, bodies);
        Assert.Equal(expected.Count(body => body.Split('.')[1] is "Enter" or "Exit" or "Traced"), summaries);
        Assert.Empty(found);
    }

    [Fact]
    public async Task Keystroke_ThatBreaksTheRegion_IsFoundForTheSamePrice()
    {
        var (bodies, summaries, found) = await AfterEditAsync(edited: 7, "{ Cpu8.Enter();", "{ Cpu8.Enter(); Trace();");

        Assert.Equal(9, bodies.Count);
        Assert.Equal(6, summaries);
        Assert.Equal(["NOINSTR101"], found);
    }

    [Fact]
    public async Task Keystroke_InCodeWithoutAnAnnotation_ReadsNothing()
    {
        var plain = AnalyzerHost.Parse("public static class Plain { public static void Run() { Cpu0.Plain(); } }", "/0/Plain.cs");
        var (bodies, summaries, found) = await AfterEditAsync([.. Project, plain], edited: Files, "{ Cpu0.Plain();", "{ Cpu0.Plain(); Cpu0.Trace();");

        Assert.Empty(bodies);
        Assert.Equal(0, summaries);
        Assert.Empty(found);
    }

    private static Task<(IReadOnlyList<string> Bodies, int Summaries, IEnumerable<string> Found)> AfterEditAsync(int edited, string before, string after) =>
        AfterEditAsync(Project, edited, before, after);

    /// <summary>As an editor does: a new compilation and a new driver, and the diagnostics of the edited file alone.</summary>
    private static async Task<(IReadOnlyList<string> Bodies, int Summaries, IEnumerable<string> Found)> AfterEditAsync(
        SyntaxTree[] project, int edited, string before, string after)
    {
        var old = project[edited];
        var text = await old.GetTextAsync();
        var changed = old.WithChangedText(text.WithChanges(new TextChange(
            new TextSpan(text.ToString().IndexOf(before, StringComparison.Ordinal), before.Length), after)));
        var compilation = AnalyzerHost.Compile(project).ReplaceSyntaxTree(old, changed);

        Verifier? verifier = null;
        var driver = compilation.WithAnalyzers([new NoInstrAnalyzer(started => verifier = started)], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer crashed.", exception),
            concurrentAnalysis: false, // two threads may make the same summary at once, and count it twice
            logAnalyzerExecutionTime: false));
        var syntax = await driver.GetAnalyzerSyntaxDiagnosticsAsync(changed, CancellationToken.None);
        var semantic = await driver.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(changed), filterSpan: null, CancellationToken.None);
        return (
            [.. verifier!.BodiesAsked.Select(body => $"{body.ContainingType.Name}.{body.Name}").Order(StringComparer.Ordinal)],
            verifier.Summaries.Interpretations,
            syntax.Concat(semantic).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id));
    }
}
