using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Bench.Code;
using NoInstr.Bench.Subjects;

namespace NoInstr.Bench.Growth;

/// <summary>Code that can be had in several sizes, and how many annotated bodies are in each: the unit that cost is told for.</summary>
/// <param name="Analyzer">What is measured there, where it is not NoInstr.</param>
internal sealed record GrowthCase(string Name, IReadOnlyList<GrowthSize> InSizes, Func<DiagnosticAnalyzer>? Analyzer = null)
{
    private const int Million = 1_000_000;

    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    public static IEnumerable<GrowthCase> Generated() =>
    [
        new("plausible code, 2 % noinstr", [.. Sizes.Select(Plausible)]),
        .. Shape.All.Select(shape => Of(shape, Sizes)),
        Of(Shape.WideRoot, Sizes) with { Name = "the same, only the graph of every method", Analyzer = static () => new GraphOfEveryMethod() },
    ];

    /// <summary>The one shape of which a million methods fit into the memory of a usual machine.</summary>
    public static IEnumerable<GrowthCase> OfMillion() => [Of(Shape.Sparse, [.. Sizes, Million])];

    /// <summary>Real code does not come in sizes: more and more of the bodies of one assembly are annotated.</summary>
    public static IEnumerable<GrowthCase> Real(string assembly)
    {
        var bodies = RealCode.BodiesOf(assembly);
        yield return new($"{assembly}, noinstr", [.. Shares(withHelpers: false)]);
        yield return new($"{assembly}, a quarter of the annotated as helpers", [.. Shares(withHelpers: true)]);

        IEnumerable<GrowthSize> Shares(bool withHelpers) => new[] { 100, 10, 1 }
            .Select(every => new GrowthSize(bodies / every, bodies / every, () => RealCode.Compile(assembly, RealCode.Trees(assembly, every, withHelpers))));
    }

    private static GrowthCase Of(Shape shape, int[] sizes) => new(shape.Name, [.. sizes.Select(size =>
        new GrowthSize(size, size * shape.AnnotatedPercent / 100, () => FreshCompilation.Of(shape.Trees(size))))]);

    private static GrowthSize Plausible(int methods)
    {
        var files = methods / GeneratedCode.MethodsPerFile;
        return new(methods, (methods * 2 / 100) + (files * GeneratedCode.HelpersPerFile), () =>
            GeneratedCode.Compile(Annotations.TwoPercent, GeneratedCode.Trees(Annotations.TwoPercent, files)));
    }
}

/// <summary><paramref name="Parse"/> gives a compilation that has bound nothing yet.</summary>
internal sealed record GrowthSize(int Methods, int AnnotatedBodies, Func<CSharpCompilation> Parse);
