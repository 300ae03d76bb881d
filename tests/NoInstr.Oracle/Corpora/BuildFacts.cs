using System.Reflection;

namespace NoInstr.Oracle.Corpora;

/// <summary>What the project file tells the tests about the build.</summary>
internal static class BuildFacts
{
    public static string RepositoryRoot { get; } = Of("RepositoryRoot");

    public static string TargetingPacks { get; } = Of("TargetingPacks");

    public static string SdkVersion { get; } = Of("SdkVersion");

    private static string Of(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
