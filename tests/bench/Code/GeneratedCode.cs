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
        [OwnScope, .. annotations.StateCount == 0 ? Array.Empty<SyntaxTree>() : [StatesOf(annotations.StateCount)], .. Enumerable.Range(0, files).Select(file => CSharpSyntaxTree.ParseText(Source(annotations, file, files), path: $"File{file}.cs"))];

    public static CSharpCompilation Compile(Annotations annotations, SyntaxTree[] trees, bool isConcurrent = false) =>
        FreshCompilation.Of(trees, FreshCompilation.References(annotations.ReferencesAttributes), isConcurrent);

    /// <summary>An enum of states, and a pair of primitives for the first two of them.</summary>
    private static SyntaxTree StatesOf(int count) => CSharpSyntaxTree.ParseText($$"""
        using NoInstr;
        public enum CpuState { {{string.Join(", ", Enumerable.Range(0, count).Select(state => $"State{state}"))}} }
        public static class CpuStates
        {
            [NoInstr, Primitive, Establishes(CpuState.State0, CpuState.State1)] public static void Enter() { }
            [NoInstr, Primitive, Revokes(CpuState.State1, CpuState.State0)] public static void Leave() { }
        }
        """, path: "CpuStates.cs");

    public static string Source(Annotations annotations, int file, int files)
    {
        var (enter, leave) = annotations.StateCount == 0 ? ("", "") : ("CpuStates.Enter();", "CpuStates.Leave();");
        const string NoInlining = "[NoInstr, MethodImpl(MethodImplOptions.NoInlining)] ";
        var inline = annotations.IsAlwaysInline(file) ? "[AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)] " : "";
        var isAnnotatedFile = annotations.IsAlwaysInline(file) || Enumerable.Range(0, MethodsPerFile).Any(method => annotations.IsNoInstr(file, (file * MethodsPerFile) + method));
        var text = new StringBuilder(isAnnotatedFile ? "using NoInstr; using System.Runtime.CompilerServices;\n" : "using Own;\n");
        text.Append(CultureInfo.InvariantCulture, $"public class Cpu{file}\n{{\n    public int Count; public int Level {{ get; set; }}\n");
        text.Append($"    {inline}public static void Enter(bool traced) {{ if (traced) InstrumentationScope.Begin(); }}\n");
        text.Append($"    {inline}public static void Leave(bool traced) {{ if (traced) InstrumentationScope.End(); }}\n");
        for (var method = 0; method < MethodsPerFile; method++)
        {
            var isAnnotated = annotations.IsNoInstr(file, (file * MethodsPerFile) + method);
            var other = (file + 1) % files;
            text.Append(CultureInfo.InvariantCulture, $$"""
                    {{(isAnnotated ? NoInlining : "")}}public int Handle{{method}}(int vector, bool user, int[] table)
                    {
                        {{FirstStatement}} {{enter}}
                        Cpu{{other}}.Enter(true);
                        for (var i = 0; i < table.Length; i++)
                        {
                            if (table[i] > vector && user) { sum += table[i]; Trace(sum); } else { Level = sum; }
                        }
                        Cpu{{other}}.Leave(true);
                        if (user) { Count = sum; } else { Count++; }
                        {{leave}} return sum + Count;
                    }

                """);
        }

        text.Append("    public void Trace(int value) { Level = System.Math.Max(Level, value); }\n}\n");
        return text.ToString();
    }
}
