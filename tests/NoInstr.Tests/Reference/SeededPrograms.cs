using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace NoInstr.Tests.Reference;

/// <summary>A seed names a program, on every machine. One that fails is shrunk as long as it goes on failing.</summary>
internal static class SeededPrograms
{
    public static Program Of(Gen<Program> generator, ulong seed) => generator.Sample(1, new Rnd(seed), 0)[0];

    /// <summary>One seed, to look at a failure; or more programs than usual, to look for one.</summary>
    public static (ulong First, int Count) ToRun(int usual)
    {
        var seed = Environment.GetEnvironmentVariable("NOINSTR_SEED");
        var count = Environment.GetEnvironmentVariable("NOINSTR_PROGRAMS");
        return (
            seed is null ? 0 : ulong.Parse(seed, CultureInfo.InvariantCulture),
            count is not null ? int.Parse(count, CultureInfo.InvariantCulture) : seed is null ? usual : 1);
    }

    public static IEnumerable<ulong[]> Batches(ulong first, int count, int size) => Enumerable.Range(0, count).Select(i => first + (ulong)i).Chunk(size);

    /// <summary>FsCheck makes the program of a seed once more, and shrinks it as long as the property fails.</summary>
    public static (Program Smallest, int Steps) Shrink(Gen<Program> generator, ulong seed, Func<Program, Task<bool>> property)
    {
        var runner = new KeepsFailure();
        var config = Config.Quick.WithMaxTest(1).WithReplay(new Replay(new Rnd(seed), 0)).WithRunner(runner);
        Check.One(config, Prop.ForAll(Arb.From(generator, Shrinking.Smaller), property));
        return (runner.Smallest ?? throw new InvalidOperationException($"Seed {seed} does not fail when it is run alone."), runner.Steps);
    }

    /// <summary>How to look at a failure again.</summary>
    public static string Describe(ulong seed, int steps, string tests, ProgramText text, IEnumerable<string> disagreements)
    {
        var numbered = text.Text.Split('\n').Select((line, number) => $"{number,3} {line}");
        return $"""
            Seed {seed}, after {steps} steps of shrinking. To run it again:
            NOINSTR_SEED={seed} dotnet test tests/NoInstr.Tests --filter "FullyQualifiedName~{tests}"
            {string.Join("\n", numbered)}
            {string.Join("\n", disagreements)}
            """;
    }

    private sealed class KeepsFailure : IRunner
    {
        public Program? Smallest { get; private set; }

        public int Steps { get; private set; }

        public void OnFinished(string name, TestResult result)
        {
            if (result is TestResult.Failed { Item1: var data, Item3: var shrunk })
            {
                (Smallest, Steps) = ((Program)shrunk.Head, data.NumberOfShrinks);
            }
        }

        public void OnStartFixture(Type fixture)
        {
        }

        public void OnArguments(int test, Microsoft.FSharp.Collections.FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(Microsoft.FSharp.Collections.FSharpList<object> arguments, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> every)
        {
        }
    }
}
