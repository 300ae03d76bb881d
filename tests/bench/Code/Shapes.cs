using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Bench.Code;

/// <summary>
/// A way to connect any number of small annotated bodies. <c>Bodies</c> gives what stands between the roots and the code that is traced: each in
/// <c>Type.Method</c> of its own. With a mistake, the innermost one traces without a scope; <c>Findings</c> says how many places that breaks.
/// </summary>
internal sealed record Shape(string Name, Func<int, bool, IEnumerable<string>> Bodies, Func<int, int> Findings, int AnnotatedPercent = 100)
{
    private const int BodiesPerFile = 50;
    private const int ChainDepth = 100;
    private const int DiamondDepth = 30;

    private const string Clean = "InstrumentationScope.Begin(); Tracer.Enter(); InstrumentationScope.End();";
    private const string Mistaken = "Tracer.Enter();";

    /// <summary>A root for each chain: a helper that calls a helper that calls a helper.</summary>
    public static readonly Shape Chains = Towers($"chains of always-inline helpers, {ChainDepth} deep", ChainDepth, calls: 1);

    /// <summary>A root for each diamond: in it, every helper calls the next one twice, so that the last would run 2^29 times.</summary>
    public static readonly Shape Diamonds = Towers($"diamonds of always-inline calls, {DiamondDepth} deep", DiamondDepth, calls: 2);

    /// <summary>One root, and all that there is below it.</summary>
    public static readonly Shape OneChain = new("one chain of always-inline helpers", (bodies, mistaken) => Tower(0, bodies, calls: 1, mistaken), _ => 1);

    /// <summary>Hardly any of it is ours, as in a large project; the methods are small, so that there can be a million of them.</summary>
    public static readonly Shape Sparse = new("small methods, 2 % annotated", (bodies, mistaken) => Enumerable.Range(0, bodies).Select(i => (i % 100) switch
    {
        0 => Root(i, Call(i + 1)),
        1 => Helper(i, mistaken ? Mistaken : Clean),
        _ => Plain(i, Call(i - 1)),
    }), bodies => bodies / 100, AnnotatedPercent: 2);

    public static readonly Shape Fan = new("one helper that all roots call", (bodies, mistaken) =>
        [Helper(0, mistaken ? Mistaken : Clean), .. Enumerable.Range(1, bodies - 1).Select(i => Root(i, Call(0)))], bodies => bodies - 1);

    public static readonly Shape WideRoot = new("one root that calls all helpers", (bodies, mistaken) =>
    [
        Root(0, string.Concat(Enumerable.Range(1, bodies - 1).Select(i => Call(i) + "\n"))),
        .. Enumerable.Range(1, bodies - 2).Select(i => Helper(i, Clean)),
        Helper(bodies - 1, mistaken ? Mistaken : Clean),
    ], _ => 1);

    public static IEnumerable<Shape> All => [Sparse, Chains, Diamonds, Fan, OneChain, WideRoot];

    public SyntaxTree[] Trees(int bodies, bool mistaken = false) =>
    [
        CSharpSyntaxTree.ParseText("public static class Tracer { public static void Enter() { } }"),
        .. Bodies(bodies, mistaken).Chunk(BodiesPerFile).Select((chunk, file) => CSharpSyntaxTree.ParseText(SourceOf(file, chunk), path: $"File{file}.cs")),
    ];

    private static Shape Towers(string name, int depth, int calls) => new(
        name,
        (bodies, mistaken) => Enumerable.Range(0, bodies).Chunk(depth).SelectMany(tower => Tower(tower[0], tower.Length, calls, mistaken)),
        bodies => calls * ((bodies + depth - 1) / depth));

    private static IEnumerable<string> Tower(int first, int depth, int calls, bool mistaken)
    {
        var last = first + depth - 1;
        for (var body = first; body < last; body++)
        {
            var statements = string.Concat(Enumerable.Repeat(Call(body + 1), calls));
            yield return body == first ? Root(body, statements) : Helper(body, statements);
        }

        yield return Helper(last, mistaken ? Mistaken : Clean);
    }

    private static string SourceOf(int file, string[] bodies) =>
        new StringBuilder($"using NoInstr;\ninternal static class C{file}\n{{\n").AppendJoin('\n', bodies).Append("\n}\n").ToString();

    private static string Root(int body, string statements) => $"    [NoInstr] internal static void H{body}() {{ {statements} }}";

    private static string Helper(int body, string statements) => $"    [AlwaysInline] internal static void H{body}() {{ {statements} }}";

    private static string Plain(int body, string statements) => $"    internal static void H{body}() {{ {statements} }}";

    private static string Call(int body) => $"C{body / BodiesPerFile}.H{body}(); ";
}
