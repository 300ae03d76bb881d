using Xunit.Abstractions;

namespace NoInstr.Tests.Reference.States;

/// <summary>
/// The engine's entry states against all paths of small random programs, worked out from the tables of contracts alone: every finding stands for a path, and
/// every path that breaks a rule has its finding.
/// </summary>
public class StateWalkTests(ITestOutputHelper output)
{
    private const int Batch = 200;

    private const int MostShrunk = 3;

    /// <summary>The part of the programs that the reference may say nothing about.</summary>
    private const double MostGivenUp = 0.001;

#if ROSLYN5
    private const int Count = 1_000;
#else
    private const int Count = 10_000;
#endif

    [Fact]
    public async Task RandomPrograms_AreJudgedAsTheirPathsAre()
    {
        var (first, count) = SeededPrograms.ToRun(Count);
        var failing = new List<ulong>();
        var rules = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (clean, givenUp) = (0, 0);
        await Parallel.ForEachAsync(SeededPrograms.Batches(first, count, Batch), async (seeds, _) =>
        {
            var judgements = await JudgeAsync(seeds);
            lock (rules)
            {
                failing.AddRange(judgements.Where(judgement => judgement.Disagreements.Count > 0).Select(judgement => judgement.Seed));
                givenUp += judgements.Count(judgement => judgement.Verdict.IsGivenUp);
                clean += judgements.Count(judgement => judgement.Verdict.Findings.Count == 0);
                foreach (var id in judgements.SelectMany(judgement => judgement.Verdict.Findings.Select(finding => finding.Id).Distinct()))
                {
                    rules[id] = rules.GetValueOrDefault(id) + 1;
                }
            }
        });

        output.WriteLine($"{count} programs, {clean} without a finding, {givenUp} given up; {string.Join(", ", rules.Select(rule => $"{rule.Key} in {rule.Value}"))}");
        if (failing.Count > 0)
        {
            failing.Sort();
            Assert.Fail($"{failing.Count} of {count} programs are judged differently: seeds {string.Join(", ", failing)}\n{string.Join("\n", failing.Take(MostShrunk).Select(Report))}");
        }

        Assert.True(givenUp <= MostGivenUp * count, $"Nothing is said about {givenUp} of {count} programs: that could hide what is wrong.");
        Assert.True(count == 1 || StateJudgement.Compared.SetEquals(rules.Keys), "Programs break too few of the rules for the comparison to say much.");
    }

    private static Task<IReadOnlyList<StateJudgement>> JudgeAsync(IEnumerable<ulong> seeds) =>
        StateJudgement.OfAsync([.. seeds.Select(seed => (seed, SeededPrograms.Of(StatePrograms.Generator, seed)))]);

    private static string Report(ulong seed)
    {
        var (smallest, steps) = SeededPrograms.Shrink(
            StatePrograms.Generator, seed, async program => (await StateJudgement.OfAsync([(seed, program)]))[0].Disagreements.Count == 0);
        var judgement = StateJudgement.OfAsync([(seed, smallest)]).GetAwaiter().GetResult()[0];
        return SeededPrograms.Describe(seed, steps, nameof(StateWalkTests), judgement.Text, judgement.Disagreements);
    }
}
