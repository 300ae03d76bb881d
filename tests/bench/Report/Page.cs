using System.Reflection;
using BenchmarkDotNet.Reports;
using NoInstr.Bench.Build;
using NoInstr.Bench.Editor;
using NoInstr.Bench.Growth;

namespace NoInstr.Bench.Report;

/// <summary>The figures of one run → docs/performance.md, and the first table of it in README.md.</summary>
internal static class Page
{
    private static readonly string Root = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string Performance = Path.Combine(Root, "docs", "performance.md");

    /// <summary>The section on the million is of a run of its own, and stays.</summary>
    public static void Write(BuildCosts build, Summary whole, IReadOnlyList<GrowthFigures> growth, IReadOnlyList<MemorySection.Row> memory, IReadOnlyList<Keystrokes> keystrokes)
    {
        var million = Between(File.ReadAllText(Performance), "million") ?? "Not measured yet.\n";
        File.WriteAllText(Performance, $"""
            # Performance

            Made by `dotnet run -c Release --project tests/bench -- --update`. Except for the keystrokes, ratios of one run: times and allocations of
            different machines say little, their ratios more. A ratio of times still depends on what else the machine does; ratios of bytes hardly do.
            Targets that are missed say so.

            {BuildSection.Text(build)}

            {WholeSection.Text(whole)}

            {GrowthSection.Text(growth)}

            {Opening("million")}{million}{Closing("million")}

            {MemorySection.Text(memory)}

            {KeystrokeSection.Text(keystrokes)}

            """);
        Replace(Path.Combine(Root, "README.md"), "cost", BuildSection.TableOf(build, [BuildCosts.Look, BuildCosts.Walk, BuildCosts.Graph, .. BuildCosts.Ours]) + "\n");
    }

    public static void WriteMillion(IReadOnlyList<GrowthFigures> growth) => Replace(Performance, "million", GrowthSection.Million(growth) + "\n");

    private static string Opening(string section) => $"<!-- {section} -->\n";

    private static string Closing(string section) => $"<!-- /{section} -->";

    private static string? Between(string text, string section)
    {
        var start = text.IndexOf(Opening(section), StringComparison.Ordinal);
        return start < 0 ? null : text[(start + Opening(section).Length)..text.IndexOf(Closing(section), StringComparison.Ordinal)];
    }

    private static void Replace(string file, string section, string content)
    {
        var text = File.ReadAllText(file);
        var before = Between(text, section) ?? throw new InvalidOperationException($"{file} has no place for the section '{section}'.");
        File.WriteAllText(file, text.Replace(Opening(section) + before + Closing(section), Opening(section) + content + Closing(section), StringComparison.Ordinal));
    }
}
