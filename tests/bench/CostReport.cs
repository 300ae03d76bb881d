using System.Globalization;
using System.Reflection;
using System.Text;
using BenchmarkDotNet.Reports;

namespace NoInstr.Bench;

/// <summary>Ratios of one run → the cost section of the README and docs/performance.md.</summary>
internal static class CostReport
{
    private const string Start = "<!-- cost -->";
    private const string End = "<!-- /cost -->";

    private static string Root => typeof(CostReport).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static void Write(Summary summary, Summary peers)
    {
        var table = Table(summary);
        var page = Path.Combine(Root, "docs", "performance.md");
        File.WriteAllText(page, $"""
            # Performance

            Made by `dotnet run -c Release --project tests/bench -- --update`. Ratios of one run: times and allocations of different machines
            say little, their ratios more.

            {GeneratedCode.Files} files with {GeneratedCode.MethodsPerFile} methods each, every one with branches, a loop, and calls of always-inline helpers in another
            file. Each row analyses a compilation that has bound nothing yet, without concurrency; what an analyzer makes the compiler do is
            in its figure. The baseline is an analyzer that walks the operations of every method and does nothing else.

            {table}

            The compiler's own diagnostics bind every body; a row of NoInstr binds what it looks at. In a build both happen once, so the last rows less
            the first are more than what NoInstr adds. On a machine that does other work, times differ by 10 to 30 % from run to run;
            only the allocations are firm.

            ## Others

            The same compilation, with 2 % of the methods noinstr, for analyzers that others ship, each with all its rules as they are by default: how
            many times of what NoInstr takes. They look for other things, in all of the code.

            {PeerTable(peers)}

            """);

        var readme = Path.Combine(Root, "README.md");
        var text = File.ReadAllText(readme);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(readme, text[..(start + Start.Length)] + "\n" + table + "\n" + text[end..]);
    }

    private static string Table(Summary summary)
    {
        var baseline = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.Baseline);
        var text = new StringBuilder("| analysis of the same code | time | allocated |\n| --- | --- | --- |\n");
        foreach (var report in summary.Reports)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')} | {Time(report) / Time(baseline):0.00} | {Bytes(report) / Bytes(baseline):0.00} |\n");
        }

        return text.ToString().TrimEnd();
    }

    private static string PeerTable(Summary peers)
    {
        var ours = peers.Reports.Single(report => NameOf(report) == OtherAnalyzers.Ours);
        var text = new StringBuilder("| analyzers | time | allocated |\n| --- | --- | --- |\n");
        foreach (var report in peers.Reports)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {NameOf(report)} | {Time(report) / Time(ours):0.00} | {Bytes(report) / Bytes(ours):0.00} |\n");
        }

        return text.ToString().TrimEnd();
    }

    private static string NameOf(BenchmarkReport report) => (string)report.BenchmarkCase.Parameters[nameof(PeerBenchmarks.Name)];

    private static double Time(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static double Bytes(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value;
}
