using System.Collections.Immutable;
using Xunit.Abstractions;

namespace NoInstr.Tests.Reference;

/// <summary>
/// The engine against two others that share nothing with it: all paths of small random programs, and objtool's walk over their code.
/// A failure names the seed of its program: <c>ProgramGenerator.Generate(seed)</c> makes it again.
/// </summary>
public class ReferenceWalkTests(ITestOutputHelper output)
{
    private const int Batch = 250;

    /// <summary>Programs that the engine is known to judge wrongly. One that it has learned has to leave this list.</summary>
    private static readonly Dictionary<int, string> Known = new()
    {
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task RandomPrograms_AreJudgedAsTheirPathsAre(int batch)
    {
        var seeds = Enumerable.Range(batch * Batch, Batch).ToList();
        var programs = seeds.Select(ProgramGenerator.Generate).ToList();
        var texts = programs.Select((program, i) => new ProgramText(program, $"Seed{seeds[i]}")).ToList();
        var verdicts = await AnalyzerVerdicts.OfAsync(texts);
        Assert.True(verdicts is not null, "A program of this batch does not compile.");

        var failing = Enumerable.Range(0, Batch).Where(i => Comparison.Disagreements(programs[i], texts[i], verdicts[i]).Count > 0).ToList();
        Summarize(programs, verdicts);
        var learned = seeds.Where(seed => Known.ContainsKey(seed) && failing.All(i => seeds[i] != seed)).ToList();
        Assert.True(learned.Count == 0, $"These are judged right by now, and leave the list of known ones: {string.Join(", ", learned)}");
        failing.RemoveAll(i => Known.ContainsKey(seeds[i]));
        if (failing.Count > 0)
        {
            var reports = await Task.WhenAll(failing.Take(3).Select(i => ReportAsync(seeds[i], programs[i])));
            Assert.Fail($"{failing.Count} of {Batch} programs are judged differently: seeds {string.Join(", ", failing.Select(i => seeds[i]))}\n{string.Join("\n", reports)}");
        }
    }

    private void Summarize(List<Body> programs, IReadOnlyList<ImmutableHashSet<Finding>> verdicts)
    {
        var warnings = programs.Select(ObjtoolWalk.Validate).ToList();
        var rules = verdicts.SelectMany(verdict => verdict.Select(finding => finding.Id).Distinct())
            .GroupBy(id => id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} in {group.Count()}");
        output.WriteLine(
            $"{programs.Count} programs, {verdicts.Count(verdict => verdict.IsEmpty)} without a finding; {string.Join(", ", rules)}; "
            + $"objtool: a warning in {warnings.Count(warning => warning is not null)}, {warnings.Count(warning => warning is { CanHappen: false })} of them on a path that cannot be taken");
    }

    private static async Task<string> ReportAsync(int seed, Body program)
    {
        var smallest = await Shrinker.ShrinkAsync(program, async candidate => (await DisagreementsAsync(candidate)).Count > 0);
        var text = new ProgramText(smallest, $"Seed{seed}");
        var numbered = text.Text.Split('\n').Select((line, number) => $"{number,3} {line}");
        return $"Seed {seed}, shrunk:\n{string.Join("\n", numbered)}\n    {string.Join("\n    ", await DisagreementsAsync(smallest))}";
    }

    private static async Task<IReadOnlyList<string>> DisagreementsAsync(Body program)
    {
        var text = new ProgramText(program, "Shrunk");
        return await AnalyzerVerdicts.OfAsync([text]) is [var verdict] ? Comparison.Disagreements(program, text, verdict) : [];
    }
}
