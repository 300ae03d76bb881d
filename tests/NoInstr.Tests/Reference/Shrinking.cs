using System.Collections.Immutable;

namespace NoInstr.Tests.Reference;

/// <summary>Smaller programs, the smallest first: without some statements, or with the inside of a statement in its place.</summary>
internal static class Shrinking
{
    public static IEnumerable<Program> Smaller(Program program) =>
    [
        .. Smaller(program.Helpers).Select(helpers => program with { Helpers = helpers }),
        .. Smaller(program.Locals).Select(locals => program with { Locals = locals }),
        .. Smaller(program.Root).Select(root => program with { Root = root }),
    ];

    /// <summary>Calls go to what comes before, so that only the last can be left out.</summary>
    private static IEnumerable<ImmutableArray<Body>> Smaller(ImmutableArray<Body> functions)
    {
        if (!functions.IsEmpty)
        {
            yield return functions.RemoveAt(functions.Length - 1);
        }

        for (var i = 0; i < functions.Length; i++)
        {
            foreach (var body in Smaller(functions[i]))
            {
                yield return functions.SetItem(i, body);
            }
        }
    }

    private static IEnumerable<Body> Smaller(Body body)
    {
        var statements = body.Statements;
        for (var length = statements.Length; length > 0; length /= 2)
        {
            for (var i = 0; i + length <= statements.Length; i += length)
            {
                yield return new Body(statements.RemoveRange(i, length));
            }
        }

        for (var i = 0; i < statements.Length; i++)
        {
            foreach (var inside in statements[i].Bodies)
            {
                yield return new Body(statements.RemoveAt(i).InsertRange(i, inside.Statements));
            }

            foreach (var simpler in statements[i].Simpler().Concat(WithSmallerBody(statements[i])))
            {
                yield return new Body(statements.SetItem(i, simpler));
            }
        }
    }

    private static IEnumerable<Statement> WithSmallerBody(Statement statement)
    {
        var bodies = statement.Bodies;
        for (var i = 0; i < bodies.Count; i++)
        {
            foreach (var smaller in Smaller(bodies[i]))
            {
                yield return statement.With([.. bodies.Select((body, j) => i == j ? smaller : body)]);
            }
        }
    }
}
