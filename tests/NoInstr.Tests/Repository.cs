using System.Reflection;

namespace NoInstr.Tests;

/// <summary>The files of the repository that this test project was built from; paths are relative to its root, with '/'.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "artifacts", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>When set to 1, tests rewrite what is generated instead of comparing it.</summary>
    public static bool IsUpdating { get; } = Environment.GetEnvironmentVariable("NOINSTR_UPDATE") == "1";

    public static bool Has(string path) => File.Exists(Full(path)) || Directory.Exists(Full(path));

    public static string Read(string path) => File.ReadAllText(Full(path)).ReplaceLineEndings("\n");

    public static IReadOnlyList<string> Files(string directory, string pattern) => Directory.Exists(Full(directory))
        ? [.. Enumerate(Full(directory), pattern).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A generated file, or a file with a generated part, says what it should; or is made to.</summary>
    public static void RequireGenerated(string path, string expected)
    {
        if (IsUpdating && (!Has(path) || Read(path) != expected))
        {
            File.WriteAllText(Full(path), expected);
        }

        Assert.True(Read(path) == expected, $"{path} is not up to date: run the tests once with NOINSTR_UPDATE=1. Expected:\n{expected}");
    }

    private static string Full(string path) => Path.Combine(Root, path);

    private static IEnumerable<string> Enumerate(string directory, string pattern) =>
        Directory.EnumerateFiles(directory, pattern).Concat(Directory.EnumerateDirectories(directory)
            .Where(inner => !NotOurs.Contains(Path.GetFileName(inner)))
            .SelectMany(inner => Enumerate(inner, pattern)));
}
