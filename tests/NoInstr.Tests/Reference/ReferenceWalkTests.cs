using Xunit.Abstractions;

namespace NoInstr.Tests.Reference;

/// <summary>
/// The engine against two others that share nothing with it: all paths of small random programs, and objtool's walk over their code. A seed
/// names a program, on every machine. A failure prints the seed, the smallest program that still fails, and how to run it again.
/// </summary>
public class ReferenceWalkTests(ITestOutputHelper output)
{
    /// <summary>Programs in one compilation: what a compilation costs by itself does not count, and what fails is found soon.</summary>
    private const int Batch = 200;

    /// <summary>More than these are not shrunk: one mistake of the engine has many programs.</summary>
    private const int MostShrunk = 3;

#if ROSLYN5
    private const int Count = 2_000;
#else
    private const int Count = 10_000;
#endif

    [Fact]
    public async Task RandomPrograms_AreJudgedAsTheirPathsAre()
    {
        var (first, count) = SeededPrograms.ToRun(Count);
        var batches = SeededPrograms.Batches(first, count, Batch);
        var tally = new Tally();
        await Parallel.ForEachAsync(batches, async (seeds, _) => tally.Add(await Judgement.OfAsync([.. seeds.Select(seed => (seed, ProgramOf(seed)))])));

        output.WriteLine(tally.ToString());
        var failing = tally.Failing.Order().ToList();
        if (failing.Count > 0)
        {
            Assert.Fail($"{failing.Count} of {count} programs are judged differently: seeds {string.Join(", ", failing)}\n{string.Join("\n", failing.Take(MostShrunk).Select(Report))}");
        }

        Assert.True(count == 1 || tally.ShareOfExactLines > 0.9, "Too many programs have conflicts for the comparison to say much.");
    }

    [Fact]
    public async Task Finding_IsMissedWhenItIsGone()
    {
        var judgements = await Judgement.OfAsync([.. Enumerable.Range(0, Batch).Select(i => ((ulong)i, ProgramOf((ulong)i)))]);
        var changes =
            from judgement in judgements
            from finding in judgement.Reported.Where(finding => Comparison.Compared.Contains(finding.Id) && judgement.Verdict.IsExact(finding))
            select (judgement, finding);
        Assert.Equal(Comparison.Compared, changes.Select(change => change.finding.Id).ToHashSet());
        Assert.All(changes, change => Assert.NotEmpty(Comparison.Disagreements(change.judgement.Verdict, change.judgement.Reported.Remove(change.finding))));
    }

    [Fact]
    public void FailingProgram_ShrinksToWhatFails()
    {
        var seed = Enumerable.Range(0, Batch).Select(i => (ulong)i).First(seed => CallsHook(ProgramOf(seed)));
        var (smallest, _) = Shrink(seed, program => Task.FromResult(!CallsHook(program)));
        var text = new ProgramText(Binder.Bind(smallest), "Shrunk").Text;
        Assert.Equal(1, text.Split('\n').Count(line => line.EndsWith("();", StringComparison.Ordinal)));
        Assert.Contains("Hook();", text, StringComparison.Ordinal);

        static bool CallsHook(Program program) => new ProgramText(Binder.Bind(program), "Any").Text.Contains("Hook();", StringComparison.Ordinal);
    }

    private static Program ProgramOf(ulong seed) => SeededPrograms.Of(Programs.Generator, seed);

    private static string Report(ulong seed)
    {
        var (smallest, steps) = Shrink(seed, async program => (await Judgement.OfAsync([(seed, program)]))[0].Disagreements.Count == 0);
        var judgement = Judgement.OfAsync([(seed, smallest)]).GetAwaiter().GetResult()[0];
        return SeededPrograms.Describe(seed, steps, nameof(ReferenceWalkTests), judgement.Text, judgement.Disagreements);
    }

    private static (Program Smallest, int Steps) Shrink(ulong seed, Func<Program, Task<bool>> property) => SeededPrograms.Shrink(Programs.Generator, seed, property);
}
