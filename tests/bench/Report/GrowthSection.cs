using NoInstr.Bench.Code;
using NoInstr.Bench.Growth;
using static NoInstr.Bench.Report.Target;

namespace NoInstr.Bench.Report;

/// <summary>What an annotated body costs in larger and larger code.</summary>
internal static class GrowthSection
{
    public static string Text(IReadOnlyList<GrowthFigures> all)
    {
        var real = all.Where(figures => figures.Case.Name.StartsWith(RealCode.Large, StringComparison.Ordinal)).ToList();
        return $"""
            ## Growth

            What one annotated body costs, in code of 1,000, 10,000 and 100,000 methods: our own time and what we allocate, each as a multiple of what it is in the
            smallest code of the same shape. Where cost grows with the code and no faster, it stays about 1; a cost that grows with its square would read 100.
            Where there is less to share between files, or more of it in the caches of the processor, it may go below.

            {TableOf(all.Except(real))}

            Code that people wrote has no such sizes: here, 1 %, 10 % and all of the bodies of {RealCode.Large} are annotated, as decompiled. They were not written for
            the region, and almost every one has findings, so the cost of telling is in the figures.

            {TableOf(real)}
            """;
    }

    public static string Million(IReadOnlyList<GrowthFigures> all) => $"""
        A run of its own (`--million`: it takes long, and gigabytes of memory) compares a million methods with a thousand.

        {TableOf(all)}
        """;

    private static string TableOf(IEnumerable<GrowthFigures> figures)
    {
        var rows = figures.ToList();
        var sizes = Enumerable.Range(0, rows.Max(row => row.PerBody.Count));
        return Table.Of(
            ["shape", .. sizes.Select(size => rows.All(row => row.Case.Sizes[size].Methods == rows[0].Case.Sizes[size].Methods)
                ? $"{rows[0].Case.Sizes[size].Methods:N0}: time, bytes" : $"size {size + 1}: time, bytes")],
            rows.Select(row => (string[])[row.Case.Name, .. sizes.Select(size => $"{Number(row.TimeGrowth(size))}, {Number(row.BytesGrowth(size))}")]));
    }
}
