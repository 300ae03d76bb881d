using NoInstr.Bench.Code;
using NoInstr.Bench.Growth;
using static NoInstr.Bench.Report.Target;

namespace NoInstr.Bench.Report;

/// <summary>What an annotated body costs in larger and larger code.</summary>
internal static class GrowthSection
{
    public static string Text(IReadOnlyList<GrowthFigures> generated, IReadOnlyList<GrowthFigures> real) => $"""
        What one annotated body costs in code of that many methods: our own time and what we allocate, each as a multiple of what it is in the
        smallest code of the same shape. Where cost grows with the code and no faster, it stays about 1 or, as what is done once for all of the code is
        shared by more bodies, falls; a cost that grows with its square would read 10 and 100. To
        compare with, the graph of one body with as many statements, which Roslyn makes: that alone grows faster than the body.

        {TableOf(generated)}

        Code that people wrote does not come in sizes: here, 1 %, 10 % and all of the bodies of {RealCode.Large} are annotated, as decompiled. They were
        not written for the region, and almost every one has findings, so the cost of telling is in the figures.

        {TableOf(real)}
        """;

    public static string Million(IReadOnlyList<GrowthFigures> all) => $"""
        A million methods, in a run of its own (`--million`, which takes long): small ones, 2 % of them annotated. Of the other shapes a million would
        not fit into 10 GB: the trees of a million methods as long as usual take more by themselves.

        {TableOf(all)}
        """;

    private static string TableOf(IReadOnlyList<GrowthFigures> rows) => Table.Of(
        ["shape", .. rows[0].Case.InSizes.Select(size => $"{size.Methods:N0}: time, bytes")],
        rows.Select(row => (string[])[row.Case.Name, .. row.PerBody.Select((_, size) => $"{Number(row.TimeGrowth(size))}, {Number(row.BytesGrowth(size))}")]));
}
