using NoInstr.Analyzers;
using NoInstr.Bench.Code;

namespace NoInstr.Bench.Editor;

/// <summary>How long the squiggles of a file take after a keystroke in it, with the compiler alone and with NoInstr beside it.</summary>
internal sealed record Keystrokes(string Name, Latency Compiler, Latency WithOurs)
{
    public const int Files = 1_000;

    private const int Warmup = 20;
    private const int Count = 100;

    /// <summary>In a body, which is the common case; and in the name of a helper, which other files may use in ways that only its name tells.</summary>
    private static readonly (string Name, string[] Texts)[] Edits =
    [
        ("in the body of a noinstr method", [GeneratedCode.FirstStatement, "var sum = 01;", "var sum = 012;"]),
        ("in the name of an always-inline helper", ["void Enter(", "void EnterI(", "void EnterIr("]),
    ];

    public static async Task<IReadOnlyList<Keystrokes>> MeasureAsync()
    {
        using var alone = new EditedProject(Files, [EditedProject.Compiler]);
        using var together = new EditedProject(Files, [EditedProject.Compiler, new NoInstrAnalyzer()]);
        await alone.WarmUpAsync();
        await together.WarmUpAsync();
        var measured = new List<Keystrokes>();
        foreach (var (name, texts) in Edits)
        {
            var (ofCompiler, ofBoth) = (new List<TimeSpan>(), new List<TimeSpan>());
            for (var stroke = 0; stroke < Warmup + Count; stroke++)
            {
                // One after the other: a slow moment of the machine falls on both.
                var (before, after) = (texts[stroke % texts.Length], texts[(stroke + 1) % texts.Length]);
                ofCompiler.Add((await alone.TypeAsync(before, after)).Latency);
                ofBoth.Add((await together.TypeAsync(before, after)).Latency);
            }

            measured.Add(new(name, Latency.Of(ofCompiler.Skip(Warmup)), Latency.Of(ofBoth.Skip(Warmup))));
        }

        return measured;
    }
}

/// <summary>In milliseconds: what half of the keystrokes stay below, and what 95 of 100 do.</summary>
internal sealed record Latency(double Median, double P95)
{
    public static Latency Of(IEnumerable<TimeSpan> latencies)
    {
        var sorted = latencies.Select(latency => latency.TotalMilliseconds).Order().ToList();
        return new(sorted[sorted.Count / 2], sorted[sorted.Count * 95 / 100]);
    }
}
