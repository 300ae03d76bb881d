using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Bench;

/// <summary>
/// A compilation of plausible code: every method has branches, a loop, property and method calls, and calls an always-inline helper of
/// another file. Of every hundred methods, <c>annotated</c> are noinstr, and clean. Without a number, the project does not reference the
/// attributes at all, and has a class of its own in place of the scope.
/// </summary>
internal static class GeneratedCode
{
    public const int Files = 200;
    public const int MethodsPerFile = 50;

    private static readonly SyntaxTree OwnScope = CSharpSyntaxTree.ParseText(
        "namespace Own { public static class InstrumentationScope { public static void Begin() { } public static void End() { } } }");

    private static readonly MetadataReference Attributes = MetadataReference.CreateFromFile(typeof(NoInstrAttribute).Assembly.Location);

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name == "netstandard.dll" || name.StartsWith("System.", StringComparison.Ordinal)) && Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The trees are parsed once; a compilation made of them has bound nothing yet.</summary>
    public static SyntaxTree[] Trees(int? annotated, int files = Files) =>
        [OwnScope, .. Enumerable.Range(0, files).Select(file => CSharpSyntaxTree.ParseText(Source(file, files, annotated), path: $"File{file}.cs"))];

    /// <summary>On one thread, as the analysis is: else the compiler alone would have more processors than the compiler with an analyzer.</summary>
    public static CSharpCompilation Compile(SyntaxTree[] trees, bool knowsAttributes = true) => CSharpCompilation.Create(
        "Generated",
        trees,
        knowsAttributes ? [.. Framework, Attributes] : Framework,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    private static string Source(int file, int files, int? annotated)
    {
        var inline = annotated is null ? "" : "[AlwaysInline] ";
        var text = new StringBuilder(annotated is null ? "using Own;\n" : "using NoInstr;\n");
        text.Append(CultureInfo.InvariantCulture, $"public class Cpu{file}\n{{\n    public int Count; public int Level {{ get; set; }}\n");
        text.Append($"    {inline}public static void Enter(bool traced) {{ if (traced) InstrumentationScope.Begin(); }}\n");
        text.Append($"    {inline}public static void Leave(bool traced) {{ if (traced) InstrumentationScope.End(); }}\n");
        for (var method = 0; method < MethodsPerFile; method++)
        {
            var isAnnotated = ((file * MethodsPerFile) + method) % 100 < annotated;
            var other = (file + 1) % files;
            text.Append(CultureInfo.InvariantCulture, $$"""
                    {{(isAnnotated ? "[NoInstr] " : "")}}public int Handle{{method}}(int vector, bool user, int[] table)
                    {
                        var sum = 0;
                        Cpu{{other}}.Enter(true);
                        for (var i = 0; i < table.Length; i++)
                        {
                            if (table[i] > vector && user) { sum += table[i]; Trace(sum); } else { Level = sum; }
                        }
                        Cpu{{other}}.Leave(true);
                        if (user) { Count = sum; } else { Count++; }
                        return sum + Count;
                    }

                """);
        }

        text.Append("    public void Trace(int value) { Level = System.Math.Max(Level, value); }\n}\n");
        return text.ToString();
    }
}
