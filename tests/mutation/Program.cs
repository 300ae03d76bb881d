using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using NoInstr.Mutation;
using NoInstr.Mutation.Mutants;
using NoInstr.Mutation.Verdicts;
using NoInstr.Tests.CodeFixes;
using NoInstr.Tests.EntryModel;

const int SampleSize = 500;
const int Choices = 3;

// Emitting that many takes hardly longer than emitting one; more of them would leave a core without work at the end of a sample.
const int BatchSize = 32;

var model = ModelSources.Compile();
var mutants = new Mutator(model).All().ToList();
switch (args)
{
    case ["--sample"]:
        return Report.Show(await JudgeAsync(Sample(SampleSize)));
    case ["--sample", var size] when int.TryParse(size, out var count) && count > 0:
        return Report.Show(await JudgeAsync(Sample(count)));
    case ["--judge", .. var names] when names.Length > 0:
        return Report.Explain(await JudgeAsync([.. mutants.Where(mutant => names.Any(name => mutant.Name.Contains(name, StringComparison.Ordinal) || mutant.Trust.ToString() == name))]));
    case ["--fix"]:
        return await FixAsync(ByTurns(mutants));
    case ["--fix", var size] when int.TryParse(size, out var count) && count > 0:
        return await FixAsync(ByTurns(Sample(count)));
    case ["--fix", var part] when PartOf(part) is { } some:
        return await FixAsync(ByTurns(some));
    case ["--fix", var name] when mutants.Where(mutant => mutant.Name.Contains(name, StringComparison.Ordinal)).ToList() is { Count: > 0 } named:
        return await FixAsync(named.SelectMany(static mutant => Enumerable.Range(0, Choices).Select(choice => (mutant, choice))));
    case ["--update"]:
        return Report.Update(await JudgeAsync(mutants), mutants.Count, isWhole: true);
    case ["--update", var size] when int.TryParse(size, out var count) && count > 0:
        return Report.Update(await JudgeAsync(Sample(count)), mutants.Count, isWhole: count >= mutants.Count);
    default:
        Console.Error.WriteLine($"""
            usage: dotnet run -c Release --project tests/mutation -- --sample [count] | --judge name… | --fix [count | part/parts | name] | --update [count]
              --sample  judges a fixed sample of the {mutants.Count} mutants of the entry model ({SampleSize}): none may be bad when it runs and not reported
              --judge   judges those whose name has one of these in it, or that are in an {nameof(Trust.Axiom)}, or {nameof(Trust.Excused)}, and says what is wrong with each
              --fix     fixes all of them, or as many, round after round: each must come to an end, and compile. All take two hours on two cores: 1/3, 2/3 and 3/3 together are all;
                        those whose name has this in it, as a report of it gives it, by each choice of actions
              --update  judges all of them, or as many, and writes docs/mutation.md
            """);
        return 2;
}

// Every so-many-th, so that each kind and each file has its part.
List<Mutant> Sample(int count) => [.. Enumerable.Range(0, Math.Min(count, mutants.Count)).Select(i => mutants[(int)((long)i * mutants.Count / Math.Min(count, mutants.Count))])];

// Null for what is no part: 1/3 is the first of each three.
List<Mutant>? PartOf(string text) =>
    text.Split('/') is [var first, var second] && int.TryParse(first, out var part) && int.TryParse(second, out var parts) && part >= 1 && part <= parts
        ? [.. mutants.Where((_, i) => i % parts == part - 1)]
        : null;

async Task<IReadOnlyList<Verdict>> JudgeAsync(List<Mutant> wanted)
{
    var watch = Stopwatch.StartNew();
    var judge = new DynamicJudge(model);
    var verdicts = new ConcurrentDictionary<Mutant, Verdict>();
    await Parallel.ForEachAsync(wanted.Chunk(BatchSize), async (batch, _) =>
    {
        foreach (var (mutant, mistake) in judge.Judge(batch))
        {
            verdicts[mutant] = new Verdict(mutant, await StaticJudge.RulesAsync(model.ReplaceSyntaxTree(mutant.Tree, mutant.Changed), mutant.Tree.FilePath), mistake);
            if (verdicts.Count % 50 == 0)
            {
                Console.Error.WriteLine($"{verdicts.Count} of {wanted.Count}, {watch.Elapsed.TotalSeconds:0} s");
            }
        }
    });
    return [.. wanted.Where(verdicts.ContainsKey).Select(mutant => verdicts[mutant])];
}

// One takes always the first action that is offered, the next always the second.
static IEnumerable<(Mutant Mutant, int Choice)> ByTurns(List<Mutant> wanted) => wanted.Select(static (mutant, i) => (mutant, i % Choices));

async Task<int> FixAsync(IEnumerable<(Mutant Mutant, int Choice)> runs)
{
    var wanted = runs.ToList();
    var failures = 0;
    var done = 0;
    var compiled = 0;
    var most = 0;
    var watch = Stopwatch.StartNew();
    var (judge, ofModel) = await FixJudge.OfAsync(model);
    using var _ = judge;
    Count("the model itself", ofModel);
    await Parallel.ForEachAsync(wanted, async (asked, _) =>
    {
        var run = await judge.RunAsync(asked.Mutant, asked.Choice);
        lock (judge)
        {
            done++;
            if (run is not null)
            {
                compiled++;
                Count(asked.Mutant.Name, run);
            }
        }
    });
    Console.WriteLine($"{wanted.Count} mutants, {compiled} that compile, at most {most} rounds, {failures} failures.");
    return failures == 0 && compiled > 0 ? 0 : 1;

    void Count(string name, FixRun run)
    {
        most = Math.Max(most, run.Rounds);
        if (run.Rounds > 0 || run.Failure is not null)
        {
            Console.Error.WriteLine($"{done} of {wanted.Count}, {watch.Elapsed.TotalSeconds:0} s: {(run.Failure is null ? "fixed" : "FAILED")} in {run.Rounds} rounds: {name}");
        }

        if (run.Failure is not null)
        {
            failures++;
            Console.Error.WriteLine(run.Failure);
        }
    }
}
