using NoInstr.Bench.Code;
using NoInstr.Bench.Memory;
using static NoInstr.Bench.Report.Target;

namespace NoInstr.Bench.Report;

/// <summary>Peak memory, as the page shows it.</summary>
internal static class MemorySection
{
    private const int Files = 400;
    private const int Runs = 3;
    private const double Limit = 1.2;

    internal sealed record Row(int Percent, double Ours, double Walk);

    public static IReadOnlyList<Row> Measure() =>
        [.. new[] { 2, 100 }.Select(percent => (percent, PeakMemory.RatiosAt(percent, Files, Runs))).Select(row => new Row(row.percent, row.Item2.Ours, row.Item2.Walk))];

    public static string Text(IReadOnlyList<Row> rows) => $"""
        The largest working set of a process that parses {Files * GeneratedCode.MethodsPerFile:N0} methods, analyses them with all processors and makes the assembly, as a multiple of
        the same process with an analyzer that does nothing; the median of {Runs} processes each. To compare with: an analyzer that walks all operations.
        Whoever has every body bound leaves as much garbage as that walk does, and how high it piles up is the collector's choice. What NoInstr itself
        keeps of a body after its verdict is nothing, as a rule, which tests assert.

        {Table.Of(["methods noinstr", "NoInstr", "walk the operations of every method", "target"], rows.Select(row => new[]
        {
            $"{row.Percent} %", Number(row.Ours), Number(row.Walk), AtMost(Limit, row.Ours, "").ToString(),
        }))}
        """;
}
