using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Oracle.Corpora;

/// <summary>The running framework, as references.</summary>
internal static class References
{
    private static readonly ImmutableArray<string> Paths =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public static ImmutableArray<MetadataReference> Platform { get; } = [.. Paths.Select(path => MetadataReference.CreateFromFile(path))];

    public static IEnumerable<string> Directories => Paths.Select(path => Path.GetDirectoryName(path)!).Distinct();

    public static string PathOf(string assembly) => Paths.Single(path => Path.GetFileNameWithoutExtension(path) == assembly);

    public static IEnumerable<MetadataReference> PlatformWithout(string assembly) =>
        Platform.Where(reference => Path.GetFileNameWithoutExtension(((PortableExecutableReference)reference).FilePath) != assembly);
}
