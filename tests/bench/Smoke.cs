using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers;
using NoInstr.Bench.Build;
using NoInstr.Bench.Code;
using NoInstr.Bench.Editor;
using NoInstr.Bench.Memory;
using NoInstr.Bench.Subjects;

namespace NoInstr.Bench;

/// <summary>
/// Everything that is measured, once and small: that it compiles, that clean code is clean, and that a planted mistake is found as often as
/// it is there. A benchmark of an analyzer that looks away would be a good one.
/// </summary>
internal sealed class Smoke
{
    private const int Files = 4;
    private const int Bodies = 100;

    private bool _failed;

    public static async Task<int> RunAsync()
    {
        var smoke = new Smoke();
        smoke.Generated();
        smoke.Others();
        foreach (var shape in Shape.All)
        {
            smoke.Shaped(shape);
        }

        smoke.Real();
        await smoke.TypedAsync();
        smoke.Remembered();
        return smoke._failed ? 1 : 0;
    }

    private void Generated()
    {
        foreach (var annotations in new[] { Annotations.Unknown, Annotations.Nothing, Annotations.HelpersOnly, Annotations.OnePercent, Annotations.TwoPercent, Annotations.Everything, Annotations.States, Annotations.ManyStates })
        {
            var trees = GeneratedCode.Trees(annotations, Files);
            var broken = trees.Select(tree => tree.WithChangedText(SourceText.From(tree.ToString().Replace(GeneratedCode.FirstStatement, $"{GeneratedCode.FirstStatement} Trace(0);"))));
            var annotated = Enumerable.Range(0, Files * GeneratedCode.MethodsPerFile).Count(method => annotations.IsNoInstr(method / GeneratedCode.MethodsPerFile, method));
            Expect($"generated, {annotations.Name}", 0, Analyzed(GeneratedCode.Compile(annotations, trees)).Length);
            Expect($"generated, {annotations.Name}, with mistakes", annotated, Analyzed(GeneratedCode.Compile(annotations, [.. broken])).Length);
        }
    }

    private void Others()
    {
        var trees = GeneratedCode.Trees(Annotations.TwoPercent, Files);
        foreach (var subject in BuildCosts.Others)
        {
            var found = Analysis.Run(GeneratedCode.Compile(Annotations.TwoPercent, trees), subject.Analyzers, subject.Options);
            Console.WriteLine($"{subject.Name}: {subject.Analyzers.Length} analyzers, {found.Length} findings");
            var cost = Analysis.Measure(GeneratedCode.Compile(Annotations.TwoPercent, trees), subject.Analyzers, subject.Options);
            Expect($"{subject.Name}: its own time is told", true, cost.Own > TimeSpan.Zero && cost.Own < cost.Whole);

            // One of the fifty symbols is called once in each file: the others need not find anything in this code.
            Expect($"{subject.Name}: finds what it looks for", true, subject.Name != OtherAnalyzers.Banned || found.Length == Files);
        }
    }

    private void Shaped(Shape shape)
    {
        Expect(shape.Name, 0, Analyzed(FreshCompilation.Of(shape.Trees(Bodies))).Length);
        Expect($"{shape.Name}, with mistakes", shape.Findings(Bodies), Analyzed(FreshCompilation.Of(shape.Trees(Bodies, mistaken: true))).Length);
    }

    private void Real()
    {
        var bodies = RealCode.BodiesOf(RealCode.Small);
        foreach (var withHelpers in new[] { false, true })
        {
            var all = Analyzed(RealCode.Compile(RealCode.Small, RealCode.Trees(RealCode.Small, every: 1, withHelpers))).Length;
            var half = Analyzed(RealCode.Compile(RealCode.Small, RealCode.Trees(RealCode.Small, every: 2, withHelpers))).Length;
            Console.WriteLine($"{RealCode.Small}: {bodies} bodies, {all} findings, {half} where every other is annotated");
            Expect("real code has findings, and more where more is annotated", true, half > 0 && all > half);
        }
    }

    private async Task TypedAsync()
    {
        using var project = new EditedProject(Files, [EditedProject.Compiler, new NoInstrAnalyzer()]);
        await project.WarmUpAsync();
        var mistake = $"{GeneratedCode.FirstStatement} Trace(0);";
        var (broken, _) = await project.TypeAsync(GeneratedCode.FirstStatement, mistake);
        Expect("a keystroke breaks the region", 1, Warnings(broken).Length);
        var (typo, _) = await project.TypeAsync(mistake, $"{GeneratedCode.FirstStatement} trace");
        Expect("a keystroke breaks the code", true, typo.Any(found => found.Id.StartsWith("CS", StringComparison.Ordinal) && found.Severity == DiagnosticSeverity.Error));
        var (mended, _) = await project.TypeAsync($"{GeneratedCode.FirstStatement} trace", GeneratedCode.FirstStatement);
        Expect("a keystroke mends it", 0, Warnings(mended).Length);
    }

    private void Remembered()
    {
        var (ours, walk) = PeakMemory.RatiosAt(percent: 100, Files, runs: 1);
        Expect("peak memory is told", true, ours is > 0.5 and < 5 && walk is > 0.5 and < 5);
    }

    private static ImmutableArray<Diagnostic> Analyzed(CSharpCompilation compilation)
    {
        _ = Analysis.Compile(compilation); // throws where the code does not compile
        return Warnings(Analysis.Run(compilation, [new NoInstrAnalyzer()]));
    }

    /// <summary>Advice is not counted: no generated method says how the JIT should inline it.</summary>
    private static ImmutableArray<Diagnostic> Warnings(ImmutableArray<Diagnostic> found) => [.. found.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    private void Expect<T>(string what, T expected, T actual)
    {
        var holds = EqualityComparer<T>.Default.Equals(expected, actual);
        Console.WriteLine($"{(holds ? "ok" : "FAILED")}: {what}: {actual}{(holds ? "" : $", expected {expected}")}");
        _failed |= !holds;
    }
}
