using System.Reflection;

namespace NoInstr.Bench.Report;

/// <summary>docs/performance.md and README.md: written by hand, except for what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
internal static class Page
{
    private static readonly string Root = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static void WritePerformance(string section, string content) => Write(Path.Combine(Root, "docs", "performance.md"), section, content);

    public static void WriteReadme(string section, string content) => Write(Path.Combine(Root, "README.md"), section, content);

    private static void Write(string file, string section, string content)
    {
        var (opening, closing) = ($"<!-- {section} -->\n", $"<!-- /{section} -->");
        var text = File.ReadAllText(file);
        var (start, end) = (text.IndexOf(opening, StringComparison.Ordinal), text.IndexOf(closing, StringComparison.Ordinal));
        if (start < 0 || end < 0)
        {
            throw new InvalidOperationException($"{file} has no place for '{section}'.");
        }

        File.WriteAllText(file, text[..(start + opening.Length)] + content.ReplaceLineEndings("\n") + "\n" + text[end..]);
    }
}
