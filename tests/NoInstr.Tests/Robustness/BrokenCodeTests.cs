using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace NoInstr.Tests.Robustness;

/// <summary>
/// While somebody types, code is broken most of the time. Whatever the state of a file, the analyzer comes to an end without an exception.
/// Only the changed file is analysed, in the compilation of the whole sample.
/// </summary>
public class BrokenCodeTests(ITestOutputHelper output)
{
    /// <summary>In all but the samples of the rules, every n-th token is taken, with n from the size of the file.</summary>
    private const int MostVariants = 200;

    /// <summary>For each token that is deleted in the sample of a rule, one in six is doubled, and one in six ends the file.</summary>
    private const int Others = 6;

    [Fact]
    public async Task Violations_WithEachTokenDeletedInTurn_NeverCrash()
    {
        foreach (var file in Sample.Violations.Files)
        {
            await BreakAsync(Sample.Violations.Compilation, file, deleted: 1, Others);
        }
    }

    [Theory]
    [InlineData("Generic/IrqEntry.cs")]
    [InlineData("Machine/Probe.cs")]
    [InlineData("Machine/Cpu.cs")]
    [InlineData("X86/DebugTrap.cs")]
    [InlineData("X86/Nmi.cs")]
    public Task EntryModel_BrokenAtEveryNthToken_NeverCrashes(string path) =>
        BreakSomewhereAsync(Sample.EntryModel.Compilation, Sample.EntryModel.Files.Single(file => file.FilePath == path));

    [Theory]
    [InlineData("Annotated everywhere")]
    [InlineData("Bodies of every kind")]
    [InlineData("Flow")]
    [InlineData("Generics")]
    [InlineData("Nested functions")]
    [InlineData("Patterns")]
    [InlineData("Preprocessor")]
    [InlineData("Top-level statements")]
    [InlineData("Unsafe")]
    public Task HostileSource_BrokenAtEveryNthToken_NeverCrashes(string name)
    {
        var file = AnalyzerHost.Parse(HostileSources.TextOf(name));
        return BreakSomewhereAsync(AnalyzerHost.Compile([file], kind: HostileSources.KindOf(name)), file);
    }

    /// <summary>CS0157: what the compiler refuses still has a control-flow graph.</summary>
    [Theory]
    [InlineData("Start: try { if (a) return; } finally { goto Start; }")]
    [InlineData("while (a) { try { Trace(); } finally { continue; } }")]
    [InlineData("while (a) { try { Trace(); } finally { break; } }")]
    [InlineData("try { Trace(); } finally { return; }")]
    public Task FinallyLeftByAJump_IsAnalyzed(string body) => AnalyzerHost.AnalyzeAsync(
        AnalyzerHost.Compile([AnalyzerHost.Parse(LargeSources.Type($"[NoInstr] static void Root(bool a) {{ {body} }}"))]));

    private Task BreakSomewhereAsync(CSharpCompilation compilation, SyntaxTree file)
    {
        var step = 1 + file.GetRoot().DescendantTokens().Count() * 3 / MostVariants;
        return BreakAsync(compilation, file, step, step);
    }

    private async Task BreakAsync(CSharpCompilation compilation, SyntaxTree file, int deleted, int others)
    {
        var mutations = Mutation.Of(file, deleted, others).ToList();
        var crashes = new ConcurrentQueue<string>();
        var findings = 0;

        await Parallel.ForEachAsync(mutations, async (mutation, _) =>
        {
            var broken = mutation.Apply(file);
            var (found, exceptions) = await AnalyzerHost.AnalyzeFileAsync(compilation.ReplaceSyntaxTree(file, broken), broken);
            Interlocked.Add(ref findings, found.Length);
            foreach (var exception in exceptions)
            {
                crashes.Enqueue($"{mutation.Kind}: {exception}");
            }
        });

        output.WriteLine(
            $"{file.FilePath}: {mutations.Count} variants, each {deleted}. token deleted, {others}. doubled, {others}. last; {findings} findings.");
        var worst = string.Join("\n\n", crashes.Take(3));
        Assert.True(crashes.IsEmpty, $"{crashes.Count} of {mutations.Count} variants crash the analyzer:\n{worst}");
    }
}
