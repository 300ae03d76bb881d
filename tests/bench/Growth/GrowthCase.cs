using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Bench.Code;

namespace NoInstr.Bench.Growth;

/// <summary>Code that can be had in several sizes, and how many annotated bodies are in each: the unit that cost is told for.</summary>
internal sealed record GrowthCase(string Name, IReadOnlyList<GrowthSize> Sizes)
{
    public const int Million = 1_000_000;

    private static readonly int[] Thousands = [1_000, 10_000, 100_000];

    public static IEnumerable<GrowthCase> Generated(bool withMillion = false)
    {
        int[] sizes = withMillion ? [Thousands[0], Million] : Thousands;
        yield return new("plausible code, 2 % noinstr", [.. sizes.Select(size => Plausible(size))]);
        foreach (var shape in Shape.All)
        {
            yield return new(shape.Name, [.. sizes.Select(size => new GrowthSize(size, size, () => FreshCompilation.Of(shape.Trees(size))))]);
        }
    }

    /// <summary>Real code does not come in sizes: more and more of the bodies of one assembly are annotated.</summary>
    public static IEnumerable<GrowthCase> Real(string assembly)
    {
        var bodies = RealCode.BodiesOf(assembly);
        yield return new($"{assembly}, noinstr", [.. Shares(withHelpers: false)]);
        yield return new($"{assembly}, a quarter of the annotated as helpers", [.. Shares(withHelpers: true)]);

        IEnumerable<GrowthSize> Shares(bool withHelpers) => new[] { 100, 10, 1 }
            .Select(every => new GrowthSize(bodies / every, bodies / every, () => RealCode.Compile(assembly, RealCode.Trees(assembly, every, withHelpers))));
    }

    private static GrowthSize Plausible(int methods)
    {
        var files = methods / GeneratedCode.MethodsPerFile;
        return new(methods, (methods * 2 / 100) + (files * GeneratedCode.HelpersPerFile), () =>
            GeneratedCode.Compile(Annotations.TwoPercent, GeneratedCode.Trees(Annotations.TwoPercent, files)));
    }
}

/// <summary><paramref name="Parse"/> gives a compilation that has bound nothing yet.</summary>
internal sealed record GrowthSize(int Methods, int AnnotatedBodies, Func<CSharpCompilation> Parse);
