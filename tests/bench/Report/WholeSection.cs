using BenchmarkDotNet.Reports;

namespace NoInstr.Bench.Report;

/// <summary>What BenchmarkDotNet measured.</summary>
internal static class WholeSection
{
    public static string Text(Summary summary)
    {
        var baseline = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.Baseline);
        var rows = summary.Reports.Select(report => new[]
        {
            report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
            Target.Number(Time(report) / Time(baseline)),
            Target.Number(Bytes(report) / Bytes(baseline)),
        });
        return $"""
            The same by BenchmarkDotNet, without a figure of the driver or a difference of two runs: what an analyzer makes the compiler do is in each
            row. The compiler's own diagnostics bind every body once, and so does an analyzer that looks at every body; the baseline is one that walks
            the operations of every method and does nothing else.

            {Table.Of(["analysis of the same code", "time", "allocated"], rows)}
            """;
    }

    private static double Time(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static double Bytes(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value;
}
