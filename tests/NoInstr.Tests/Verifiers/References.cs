using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// What snippets are compiled against: the framework that runs the tests, read once per process, since every compilation that
/// shares a reference object also shares the symbols loaded from it.
/// </summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> Framework { get; } = FindFramework();

    /// <summary>The same files, and other symbols.</summary>
    public static ImmutableArray<MetadataReference> OtherFramework => s_otherFramework.Value;

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_otherFramework = new(FindFramework);

    public static MetadataReference Attributes { get; } =
        MetadataReference.CreateFromFile(typeof(NoInstrAttribute).Assembly.Location);

    private static ImmutableArray<MetadataReference> FindFramework()
    {
        // Only from the directory of the runtime: the list also names the packages of the test project (System.Composition …).
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == runtime && IsWanted(Path.GetFileNameWithoutExtension(path)))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static bool IsWanted(string name)
        => name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard" or "mscorlib" or "Microsoft.CSharp";
}
