namespace NoInstr.Tests.Reference;

/// <summary>
/// Random bodies. Markers mostly come in pairs, and calls mostly stand where they may, because a program with five mistakes tests only
/// that something is reported; now and then one marker is too many or too few.
/// </summary>
internal sealed class ProgramGenerator
{
    private const int DeepestNesting = 3;

    private readonly Random _random;
    private int _budget;

    private ProgramGenerator(int seed)
    {
        _random = new Random(seed);
        _budget = _random.Next(3, 14);
    }

    public static Body Generate(int seed) => new ProgramGenerator(seed).Block(new Surroundings(0, IsOpen: false, InLoop: false, MayReturn: true));

    private Body Block(Surroundings around)
    {
        var statements = new List<Statement>();
        var wanted = _random.Next(around.Nesting == 0 ? 2 : 0, 5);
        for (var i = 0; i < wanted && _budget > 0; i++)
        {
            _budget--;
            statements.AddRange(Next(around));
        }

        return new Body(statements);
    }

    private IEnumerable<Statement> Next(Surroundings around)
    {
        var inner = around with { Nesting = around.Nesting + 1 };
        return _random.Next(around.Nesting < DeepestNesting ? 100 : 50) switch
        {
            < 20 => [Do(around.IsOpen ? Act.Trace : Act.Enter)],
            < 28 => [Do(Act.Enter)],
            < 31 => [Do(Act.Trace)],
            < 35 => [Do(_random.Next(2) == 0 ? Act.Begin : Act.End)],
            < 42 => Leave(around),
            < 46 => [new Assign(AnyFlag(), _random.Next(3) switch { 0 => true, 1 => false, _ => null })],
            < 50 => [Do(Act.Begin), Do(Act.Trace), Do(Act.End)],
            < 60 => Scope(inner),
            < 68 => ScopeUnderCondition(inner),
            < 80 => [new If(AnyCondition(), Block(inner), _random.Next(2) == 0 ? Body.Empty : Block(inner))],
            < 86 => [new While(AnyCondition(), Block(inner with { InLoop = true }))],
            < 91 => [new Switch(Sections(inner with { InLoop = false }))],
            < 95 => [new TryFinally(Block(inner), Block(Cleanup(inner)))],
            _ => [Do(Act.Begin), new TryFinally(Block(inner with { IsOpen = true }), new Body([Do(Act.End)]))],
        };
    }

    private IEnumerable<Statement> Scope(Surroundings inner) =>
        [Do(Act.Begin), .. Block(inner with { IsOpen = true }).Statements, Do(Act.End)];

    /// <summary><c>if (a) Begin(); … if (a) End();</c>, which no path-insensitive checker can follow.</summary>
    private IEnumerable<Statement> ScopeUnderCondition(Surroundings inner)
    {
        var condition = AnyCondition(isPure: true);
        return
        [
            new If(condition, new Body([Do(Act.Begin)]), Body.Empty),
            .. Block(inner).Statements,
            new If(condition, new Body([Do(Act.Trace), Do(Act.End)]), Body.Empty),
        ];
    }

    private IEnumerable<Statement> Leave(Surroundings around)
    {
        var jump = around.InLoop && _random.Next(2) == 0 ? _random.Next(2) == 0 ? Act.Break : Act.Continue : Act.Return;
        if (jump == Act.Return && !around.MayReturn)
        {
            return [];
        }

        // Behind a condition, or what follows would be unreachable.
        var leaving = new Body(around.IsOpen && jump == Act.Return && _random.Next(4) > 0 ? [Do(Act.End), Do(jump)] : [Do(jump)]);
        return _random.Next(5) == 0 ? leaving.Statements : [new If(AnyCondition(), leaving, Body.Empty)];
    }

    private List<Section> Sections(Surroundings inner)
    {
        var sections = new List<Section> { new(1, Block(inner)) };
        if (_random.Next(2) == 0)
        {
            sections.Add(new Section(2, Block(inner)));
        }

        if (_random.Next(2) == 0)
        {
            sections.Add(new Section(null, Block(inner)));
        }

        return sections;
    }

    /// <summary>C# lets no jump leave a finally block.</summary>
    private static Surroundings Cleanup(Surroundings inner) => inner with { InLoop = false, MayReturn = false };

    private Condition AnyCondition(bool isPure = false)
    {
        var count = _random.Next(4) == 0 ? 2 : 1;
        return new Condition([.. Enumerable.Range(0, count).Select(_ => AnyOperand(isPure))], _random.Next(2) == 0);
    }

    private Operand AnyOperand(bool isPure) =>
        new(!isPure && _random.Next(3) == 0 ? null : AnyFlag(), _random.Next(2) == 0);

    private Flag AnyFlag() => (Flag)_random.Next(3);

    private static Simple Do(Act act) => new(act);

    private readonly record struct Surroundings(int Nesting, bool IsOpen, bool InLoop, bool MayReturn);
}
