using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Tests.Reference;
using NoInstr.Tests.Reference.States;
using NoInstr.Tests.Verifiers;
using Xunit.Abstractions;

namespace NoInstr.Tests.CodeFixes;

/// <summary>On random programs, whichever actions are taken: Fix All comes to an end, soon, and the code compiles after each step.</summary>
public class FixpointTests(ITestOutputHelper output)
{
    private const int Batch = 6;

#if ROSLYN5
    private const int Count = 24;
#else
    private const int Count = 240;
#endif

    [Fact]
    public Task ProgramsWithScopes_AreFixedInFewRounds() => AllAsync(
        ProgramText.Prelude, seed => SeededPrograms.Of(Programs.Generator, seed));

    [Fact]
    public Task ProgramsWithStates_AreFixedInFewRounds() => AllAsync(
        Primitives.Prelude, seed => SeededPrograms.Of(StatePrograms.Generator, seed));

    private async Task AllAsync(string prelude, Func<ulong, Program> programOf)
    {
        var (first, count) = SeededPrograms.ToRun(Count);
        var rounds = new int[FixRounds.Most + 1];
        var failures = new List<string>();
        await Parallel.ForEachAsync(SeededPrograms.Batches(first, count, Batch), async (seeds, _) =>
        {
            var text = prelude + string.Concat(seeds.Select(seed => new ProgramText(Binder.Bind(programOf(seed)), $"Seed{seed}").Text)) + "}";
            using var workspace = new AdhocWorkspace();
            var run = await FixRounds.RunAsync(ProjectOf(workspace, text), choice: (int)(seeds[0] / Batch % 4));
            lock (failures)
            {
                rounds[run.Rounds]++;
                if (run.Failure is not null)
                {
                    failures.Add($"Seeds {seeds[0]} to {seeds[^1]}: {run.Failure}\n{text}");
                }
            }
        });

        output.WriteLine(string.Join(", ", rounds.Select((number, round) => $"{number} after {round}")));
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(2)) + $"\n{failures.Count} failures");
        Assert.True(rounds[0] < rounds.Sum(), "Nothing was fixed anywhere.");
    }

    private static Project ProjectOf(AdhocWorkspace workspace, string text) => workspace.AddProject("Kernel", LanguageNames.CSharp)
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false))
        .WithParseOptions(new CSharpParseOptions(VerifierSettings.DefaultLanguageVersion))
        .WithMetadataReferences([.. References.Framework, References.Attributes])
        .WithAnalyzerReferences([new AnalyzerImageReference([new NoInstrAnalyzer()])])
        .AddDocument("Entry.cs", text, filePath: "/kernel/Entry.cs").Project;
}
