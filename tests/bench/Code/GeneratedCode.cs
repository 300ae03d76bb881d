using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Bench.Code;

/// <summary>
/// Plausible code: every method has branches, a loop, property and method calls, and calls helpers of another file, which open and close a
/// scope. What is annotated is clean. Where nothing is, a class of the project's own stands in place of the scope.
/// </summary>
internal static class GeneratedCode
{
    public const int Files = 200;
    public const int MethodsPerFile = 50;
    public const int HelpersPerFile = 2;

    /// <summary>What a keystroke or a planted mistake replaces: it stands at the begin of every method, before the scope opens.</summary>
    public const string FirstStatement = "var sum = 0;";

    private static readonly SyntaxTree OwnScope = CSharpSyntaxTree.ParseText(
        "namespace Own { public static class InstrumentationScope { public static void Begin() { } public static void End() { } } }");

    /// <summary>The trees are parsed once; a compilation made of them has bound nothing yet.</summary>
    public static SyntaxTree[] Trees(Annotations annotations, int files = Files) =>
        [OwnScope, .. Enumerable.Range(0, files).Select(file => CSharpSyntaxTree.ParseText(Source(annotations, file, files), path: $"File{file}.cs"))];

    public static CSharpCompilation Compile(Annotations annotations, SyntaxTree[] trees, bool isConcurrent = false) =>
        FreshCompilation.Of(trees, FreshCompilation.References(annotations.ReferencesAttributes), isConcurrent);

    public static string Source(Annotations annotations, int file, int files)
    {
        var inline = annotations.OnHelpers ? "[AlwaysInline] " : "";
        var text = new StringBuilder(annotations.OnHelpers ? "using NoInstr;\n" : "using Own;\n");
        text.Append(CultureInfo.InvariantCulture, $"public class Cpu{file}\n{{\n    public int Count; public int Level {{ get; set; }}\n");
        text.Append($"    {inline}public static void Enter(bool traced) {{ if (traced) InstrumentationScope.Begin(); }}\n");
        text.Append($"    {inline}public static void Leave(bool traced) {{ if (traced) InstrumentationScope.End(); }}\n");
        for (var method = 0; method < MethodsPerFile; method++)
        {
            var isAnnotated = ((file * MethodsPerFile) + method) % 100 < annotations.Percent;
            var other = (file + 1) % files;
            text.Append(CultureInfo.InvariantCulture, $$"""
                    {{(isAnnotated ? "[NoInstr] " : "")}}public int Handle{{method}}(int vector, bool user, int[] table)
                    {
                        {{FirstStatement}}
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
