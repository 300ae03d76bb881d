namespace NoInstr.Oracle.Comparison;

/// <summary>With NOINSTR_ORACLE_OUT=directory in the environment, the whole lists of differences are written there.</summary>
internal static class DifferenceFiles
{
    private static readonly string? Directory = Environment.GetEnvironmentVariable("NOINSTR_ORACLE_OUT");

    public static void Write(string corpus, ComparisonResult result)
    {
        if (Directory is null)
        {
            return;
        }

        System.IO.Directory.CreateDirectory(Directory);
        foreach (var kind in Enum.GetValues<DifferenceKind>())
        {
            var path = Path.Combine(Directory, $"{kind.ToString().ToLowerInvariant()}-{corpus}.txt");
            File.WriteAllText(path, $"{corpus}: {result.Figures}\n\n{result.Describe(kind, int.MaxValue)}");
        }
    }
}
