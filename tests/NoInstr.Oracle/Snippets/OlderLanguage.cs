using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Oracle.Snippets;

/// <summary>The same constructs in older versions of the language, which lower some of them differently.</summary>
internal static class OlderLanguage
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks;\n";

    public static readonly Snippet[] All =
    [
        Old("text", "class Oops { string Say(int cpu, string task, object o) { return $\"cpu {cpu} {task,3} {o:x}\" + cpu + task + 'x'; } }"),
        Old("switch on strings and types", "class Parser { int Parse(string option) { switch (option) { case \"quiet\": return 1; case \"debug\": return 2; case \"a\": return 3; case \"b\": return 4; case \"c\": return 5; case \"d\": return 6; case \"e\": return 7; default: return 0; } } int Pick(object o) { switch (o) { case string s when s.Length > 1: return 1; case int i: return i; default: return 2; } } }"),
        Old("foreach, using and lock", "class Log { void Run(List<int> ring, IDisposable file, object key) { foreach (var record in ring) { lock (key) { } } using (file) { } } }"),
        Old("tuples and deconstruction", "class Frame { public void Deconstruct(out int a, out int b) { a = b = 0; } int Run(Frame frame) { var (a, b) = frame; (int X, string Y) t = (a, \"x\"); return t.X + b + (t == (1, \"y\") ? 1 : 0); } }"),
        Old("lambdas and delegates", "class Hooks { Action Run(int value) { Action a = () => Hit(value); a += Local; a(); return a; void Local() { Hit(1); } } static void Hit(int x) { } Func<int> Group() { return Id; } int Id() { return 0; } }"),
        Old("async and iterators", "class Log { async Task<int> Run(Task<int> task) { try { return await task; } finally { Hit(); } } IEnumerable<int> Each() { yield return 1; Hit(); } void Hit() { } }"),
        Old("out variables, patterns and throw expressions", "class Oops { int Run(object o, string s) { if (int.TryParse(s, out var i) && o is string t && !(o is int)) { return t.Length + i; } return s == null ? throw new ArgumentNullException() : 0; } }"),
        Old("query", "class Sched { IEnumerable<int> Run(List<string> names) { return from name in names let size = name.Length where size > 1 orderby name select size; } }"),
        Old("ref returns and generics", "class Ring { int[] _ring = new int[3]; ref int At(int i) { return ref _ring[i]; } void Run() { At(1) = 2; At(2)++; ref readonly int r = ref At(0); } T Make<T>() where T : new() { return new T(); } }"),
        Middle("switch expressions, ranges and default members", "interface IChip { void Mask() { } } class Irq { int Pick(string s) => s switch { \"a\" => 1, { Length: 3 } => 2, _ => 0 }; int Last(int[] a) => a[^1] + a[1..].Length; void Run(IChip chip) { chip.Mask(); using var file = Open(); } IDisposable Open() => null; }"),
        Middle("method group and span of constants", "class Hooks { Action Make() => Hit; static void Hit() { } int Sum() { ReadOnlySpan<byte> bytes = new byte[] { 1, 2, 3 }; Span<int> span = stackalloc int[3]; return bytes[0] + span[1]; } string Tail(string s) => s[1..] + $\"{s}{s}\"; }"),
        Middle("params and interpolation in an older library", "class Log { void Write(params object[] all) { } void Run(int a, string b) { Write(a, b); Write(); Write($\"{a}{b}\"); FormattableString f = $\"{a}\"; } }"),
    ];

    private static Snippet Old(string name, string source) => new($"{name} in C# 7.3", Usings + source) { Language = LanguageVersion.CSharp7_3 };

    private static Snippet Middle(string name, string source) => new($"{name} in C# 9", Usings + source) { Language = LanguageVersion.CSharp9 };
}
