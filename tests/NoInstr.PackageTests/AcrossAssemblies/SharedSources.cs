using System.Text.RegularExpressions;

namespace NoInstr.PackageTests.AcrossAssemblies;

/// <summary>The files of tests/AcrossAssemblies, which NoInstr.Tests compiles in memory; a comment says what is reported on its line.</summary>
internal static partial class SharedSources
{
    public static IReadOnlyDictionary<string, string> Of(string project)
    {
        var folder = Path.Combine(BuildLocations.RepositoryRoot, "tests", "AcrossAssemblies");
        var files = Directory.EnumerateFiles(Path.Combine(folder, project)).ToList();
        if (project == "Outsider")
        {
            files.Add(Path.Combine(folder, "Trace", "Attributes.cs"));
        }

        return files.ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }

    /// <summary><c>Calls.cs(20): NOINSTR101</c>, in order.</summary>
    public static IEnumerable<string> ExpectedIn(string project)
    {
        var places =
            from file in Of(project)
            from line in file.Value.Split('\n').Index()
            from comment in Expectation().Matches(line.Item)
            select $"{file.Key}({line.Index + 1}): {comment.Groups["id"].Value}";
        return places.Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"// (?<id>NOINSTR\d{3})")]
    private static partial Regex Expectation();
}
