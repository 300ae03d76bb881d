using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Bench.Code;

/// <summary>Trees → a compilation of them that has bound nothing yet, against the running framework.</summary>
internal static class FreshCompilation
{
    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name == "netstandard.dll" || name.StartsWith("System.", StringComparison.Ordinal)) && Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static readonly MetadataReference Attributes = MetadataReference.CreateFromFile(typeof(NoInstrAttribute).Assembly.Location);

    public static IEnumerable<MetadataReference> References(bool withAttributes = true) => withAttributes ? [.. Framework, Attributes] : Framework;

    /// <summary>On one thread, as the analysis is: else the compiler alone would have more processors than the compiler with an analyzer.</summary>
    public static CSharpCompilation Of(IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference>? references = null, bool isConcurrent = false) => CSharpCompilation.Create(
        "Measured",
        trees,
        references ?? References(),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: isConcurrent));
}
