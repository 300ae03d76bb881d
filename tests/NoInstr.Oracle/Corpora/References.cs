using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Oracle.Corpora;

/// <summary>The running framework, as references.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> Platform { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) is { } directory && !directory.StartsWith(AppContext.BaseDirectory.TrimEnd('/', '\\'), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
