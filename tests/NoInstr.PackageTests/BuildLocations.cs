using System.Reflection;

namespace NoInstr.PackageTests;

/// <summary>What the build of this test project wrote down about where it stood.</summary>
internal static class BuildLocations
{
    public static string RepositoryRoot { get; } = Read("RepositoryRoot");

    public static string NuGetPackageRoot { get; } = Read("NuGetPackageRoot");

    public static string RoslynVersion { get; } = Read("RoslynVersion");

    private static string Read(string key) =>
        typeof(BuildLocations).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
