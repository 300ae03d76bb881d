namespace NoInstr.Tests.Reference;

/// <summary>Smaller programs: without a statement, or with the inside of a statement in its place.</summary>
internal static class Shrinker
{
    /// <summary>The smallest program that can be reached by steps that all still fail.</summary>
    public static async Task<Body> ShrinkAsync(Body program, Func<Body, Task<bool>> stillFailsAsync)
    {
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var candidate in Smaller(program))
            {
                if (await stillFailsAsync(candidate))
                {
                    program = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }

        return program;
    }

    private static IEnumerable<Body> Smaller(Body body)
    {
        for (var i = 0; i < body.Statements.Count; i++)
        {
            foreach (var replacement in Smaller(body.Statements[i]))
            {
                yield return new Body([.. body.Statements.Take(i), .. replacement, .. body.Statements.Skip(i + 1)]);
            }
        }
    }

    private static IEnumerable<IEnumerable<Statement>> Smaller(Statement statement)
    {
        yield return [];
        foreach (var inside in Inside(statement))
        {
            yield return inside.Statements;
        }

        foreach (var smaller in SmallerOfItsKind(statement))
        {
            yield return [smaller];
        }
    }

    private static IEnumerable<Body> Inside(Statement statement) => statement switch
    {
        If branch => [branch.Then, branch.Else],
        While loop => [loop.Body],
        Switch choice => choice.Sections.Select(section => section.Body),
        TryFinally protect => [protect.Body, protect.Finally],
        _ => [],
    };

    private static IEnumerable<Statement> SmallerOfItsKind(Statement statement) => statement switch
    {
        If branch => Smaller(branch.Condition).Select(condition => new If(condition, branch.Then, branch.Else))
            .Concat(Smaller(branch.Then).Select(then => new If(branch.Condition, then, branch.Else)))
            .Concat(Smaller(branch.Else).Select(otherwise => new If(branch.Condition, branch.Then, otherwise))),
        While loop => Smaller(loop.Condition).Select(condition => new While(condition, loop.Body))
            .Concat(Smaller(loop.Body).Select(body => new While(loop.Condition, body))),
        Switch choice => choice.Sections.SelectMany((section, i) => Smaller(section.Body).Select(body =>
            new Switch([.. choice.Sections.Take(i), section with { Body = body }, .. choice.Sections.Skip(i + 1)]))),
        TryFinally protect => Smaller(protect.Body).Select(body => new TryFinally(body, protect.Finally))
            .Concat(Smaller(protect.Finally).Select(cleanup => new TryFinally(protect.Body, cleanup))),
        _ => [],
    };

    private static IEnumerable<Condition> Smaller(Condition condition) => condition.Operands.Count == 1
        ? []
        : condition.Operands.Select(operand => new Condition([operand], true));
}
