using System.Collections.Immutable;

namespace NoInstr.Tests.Reference;

/// <summary>
/// Makes a program that compiles of whatever was generated or is left after shrinking: a jump finds a target or becomes a call, labels are
/// unique, handlers and cases stand in an order that C# accepts, and every node is one place in the text.
/// </summary>
internal sealed class Binder
{
    private int _labels;

    public static Program Bind(Program program)
    {
        var binder = new Binder();
        var helpers = program.Helpers.Select((body, i) => binder.Bind(body, new Surroundings([], []) { Helpers = i })).ToImmutableArray();
        var locals = program.Locals.Select((body, i) => binder.Bind(body, new Surroundings([], []) { Helpers = helpers.Length, Locals = i })).ToImmutableArray();
        return program with { Root = binder.Bind(program.Root, new Surroundings([], []) { Helpers = helpers.Length, Locals = locals.Length }), Helpers = helpers, Locals = locals };
    }

    private Body Bind(Body body, Surroundings around)
    {
        var outside = around.Labels;
        var bound = body.Statements.ToList();
        for (var i = 0; i < bound.Count; i++)
        {
            if (bound[i] is Scope { IsDeclaration: true } declaration)
            {
                // Its scope is the rest of the block.
                bound[i] = declaration with { Body = new Body([.. declaration.Body.Statements, .. bound.Skip(i + 1)]) };
                bound.RemoveRange(i + 1, bound.Count - i - 1);
            }
            else if (bound[i] is Label)
            {
                bound[i] = new Label($"L{++_labels}");
            }
        }

        around = around with { Labels = [.. outside, .. bound.OfType<Label>()], OuterLabels = outside };
        if (bound is [.., Scope { IsDeclaration: true }])
        {
            around = around with { Cases = [] }; // C# lets no goto case go past a declaration with using
        }

        return new Body([.. bound.Select(statement => statement is Label ? statement : Bind(statement, around))]);
    }

    private Statement Bind(Statement statement, Surroundings around) => statement switch
    {
        Leave { Way: Way.Return } when !around.MayReturn => new Call(Callee.Enter),
        Leave { Way: Way.Break } when !around.MayBreak => new Call(Callee.Enter),
        Leave { Way: Way.Continue } when !around.IsInLoop => new Call(Callee.Enter),
        Leave { Way: Way.Throw } when around.IsInHandler => new Leave(Way.Rethrow),
        Leave { Way: Way.Rethrow } when !around.IsInHandler => new Leave(Way.Throw),
        Goto when around.Labels.IsEmpty => new Call(Callee.Enter),
        Goto jump => jump with { Target = around.Labels[jump.Choice % around.Labels.Length] },
        GotoCase when around.Cases.IsEmpty => new Call(Callee.Enter),
        GotoCase jump => jump with { Case = around.Cases[jump.Choice % around.Cases.Length] },
        Invoke { IsLocal: true } call => around.Locals == 0 ? new Call(Callee.Enter) : Bind(call, around.Locals),
        Invoke call => around.Helpers == 0 ? new Call(Callee.Enter) : Bind(call, around.Helpers),
        Select select => Bind(select),
        If branch => new If(Clone(branch.Condition), Bind(branch.Then, around), Bind(branch.Else, around)),
        Loop loop => loop with { Condition = Clone(loop.Condition), Body = Bind(loop.Body, around with { IsInLoop = true, MayBreak = true }) },
        Switch choice => Bind(choice, around),
        Try protect => Bind(protect, around),
        // No jump may cross the declaration within its block.
        Scope { IsDeclaration: true } scope => scope with { Body = Bind(scope.Body, around with { Labels = around.OuterLabels }) },
        Scope scope => scope with { Body = Bind(scope.Body, around) },
        _ => statement with { },
    };

    private static Invoke Bind(Invoke call, int count) => call with { Index = call.Index % count, Arguments = [.. call.Arguments.Select(argument => argument with { })] };

    private static Select Bind(Select select)
    {
        var cases = select.Arms.SkipLast(1).DistinctBy(arm => arm.Case).Select(arm => arm with { }).ToList();
        return select with { Arms = [.. cases, select.Arms[^1] with { }] };
    }

    private Statement Bind(Switch choice, Surroundings around)
    {
        var seen = new HashSet<int?>();
        var sections = new List<Section>();
        foreach (var section in choice.Sections)
        {
            var labels = section.Labels.Distinct().Where(label => !seen.Contains(label)).ToList();
            var guarded = section.Guard is null ? null : labels.FirstOrDefault(label => label is not null);
            if (section.Guard is not null && guarded is not null)
            {
                sections.Add(section with { Labels = [guarded], Guard = Clone(section.Guard) });
            }
            else if (labels.Count > 0)
            {
                seen.UnionWith(labels);
                sections.Add(section with { Labels = [.. labels], Guard = null });
            }
        }

        var inner = around with { MayBreak = true, Cases = [.. seen.Order()] };
        return new Switch([.. sections.Select(section => section with { Body = Bind(section.Body, inner) })]);
    }

    private Statement Bind(Try protect, Surroundings around)
    {
        var body = Bind(protect.Body, around);
        // Handlers without a filter come last, each once, and what catches everything last of all.
        ImmutableArray<Catch> handlers =
        [
            .. protect.Catches.Where(handler => handler.Filter is not null),
            .. protect.Catches.Where(handler => handler.Filter is null).OrderBy(handler => handler.CatchesAll).DistinctBy(handler => handler.CatchesAll),
        ];
        handlers = [.. handlers.Select(handler => handler with { Filter = handler.Filter is null ? null : Clone(handler.Filter), Body = Bind(handler.Body, around with { IsInHandler = true }) })];
        // No jump leaves a finally block.
        var cleanup = protect.Finally is null && handlers.Length > 0 ? null
            : Bind(protect.Finally ?? Body.Empty, around with { Labels = [], Cases = [], IsInLoop = false, MayBreak = false, MayReturn = false, IsInHandler = false });
        return new Try(body, handlers, cleanup);
    }

    private static Condition Clone(Condition condition) => condition switch
    {
        Not not => new Not(Clone(not.Operand)),
        Both both => both with { Left = Clone(both.Left), Right = Clone(both.Right) },
        _ => condition with { },
    };

    /// <param name="Labels">The labels in sight.</param>
    /// <param name="OuterLabels">Those of them that are not of this block.</param>
    private sealed record Surroundings(ImmutableArray<Label> Labels, ImmutableArray<Label> OuterLabels)
    {
        public ImmutableArray<int?> Cases { get; init; } = [];

        public bool IsInLoop { get; init; }

        public bool MayBreak { get; init; }

        public bool IsInHandler { get; init; }

        public bool MayReturn { get; init; } = true;

        public int Helpers { get; init; }

        public int Locals { get; init; }
    }
}
