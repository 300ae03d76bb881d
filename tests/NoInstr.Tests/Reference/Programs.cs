using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace NoInstr.Tests.Reference;

/// <summary>
/// Random programs. Markers mostly come in pairs, and calls mostly stand where they may, because a program with five mistakes tests only that
/// something is reported; now and then one marker is too many or too few. What makes no sense where it stands, the binder replaces.
/// </summary>
internal static class Programs
{
    private const int Mistakes = 8;

    public static Gen<Program> Generator { get; } =
        from size in Gen.Choose(3, 18)
        from helpers in Functions()
        from locals in Functions()
        from root in BodyOf(new Around(size, 0, IsOpen: false))
        select new Program(root, helpers, locals);

    private static Gen<ImmutableArray<Body>> Functions() =>
        from count in Gen.Frequency((5, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Constant(2)))
        from bodies in BodyOf(new Around(7, 1, IsOpen: false)).ArrayOf(count)
        select ImmutableArray.Create(bodies);

    private static Gen<Body> BodyOf(Around around) =>
        around.Size <= 0 ? Gen.Constant(Body.Empty)
        : from wanted in Gen.Choose(around.Nesting == 0 ? 2 : 0, 4)
          let count = Math.Min(wanted, around.Size)
          from statements in Gen.CollectToArray(Enumerable.Range(0, count), _ => Next(around with { Size = (around.Size - 1) / count }))
          select new Body([.. statements.SelectMany(run => run)]);

    private static Gen<IEnumerable<Statement>> Next(Around around) => Gen.Choose(0, around.Size > 0 ? 135 : 59).SelectMany(roll => roll switch
    {
        < 14 => One(new Call(around.IsOpen ? Callee.Trace : Callee.Enter)),
        < 22 => One(new Call(Callee.Enter)),
        < 25 => Gen.Elements(Callee.Trace, Callee.Trace, Callee.Hook).Select(callee => Run(new Call(callee))),
        < 25 + Mistakes / 2 => Gen.Elements(true, false).Select(opens => Run(new Marker(opens))),
        < 37 => Leaving(around),
        < 44 => Assigning(),
        < 50 => Invoking(),
        < 52 => Gen.Elements(new Lambda(null), new Lambda(Flag.A), new Lambda(Flag.Held)).Select(lambda => Run(lambda)),
        < 55 => One(new Label()),
        < 60 => One(new Marker(true), new Call(Callee.Trace), new Marker(false)),
        < 70 => Inside(around, isOpen: true, body => Run([new Marker(true), .. body.Statements, new Marker(false)])),
        < 78 => UnderCondition(around),
        < 82 => Remembered(around),
        < 94 => from condition in Conditions(2)
                from then in BodyOf(around.Inner())
                from otherwise in Gen.Frequency((1, Gen.Constant(Body.Empty)), (1, BodyOf(around.Inner())))
                select Run(new If(condition, then, otherwise)),
        < 104 => from kind in Gen.Elements(LoopKind.While, LoopKind.While, LoopKind.Do, LoopKind.For, LoopKind.ForEach)
                 from condition in Gen.Frequency((6, Conditions(1)), (1, Gen.Constant<Condition>(new Always())))
                 from step in Gen.Elements<Callee?>(null, Callee.Enter, Callee.Trace)
                 from body in BodyOf(around.Inner())
                 select Run(new Loop(kind, condition, step, body)),
        < 111 => from sections in Sections(around).NonEmptyListOf().Resize(3)
                 select Run(new Switch([.. sections])),
        < 119 => from body in BodyOf(around.Inner())
                 from handlers in Catches(around).ListOf().Resize(2)
                 from cleanup in Gen.Frequency((1, Gen.Constant<Body?>(null)), (1, BodyOf(around.Inner()).Select(body => (Body?)body)))
                 select Run(new Try(body, [.. handlers], cleanup)),
        < 124 => Inside(around, isOpen: true, body => Run(new Marker(true), new Try(body, [], new Body([new Marker(false)])))),
        < 128 => from body in BodyOf(around.Inner() with { IsOpen = true })
                 from handler in BodyOf(around.Inner() with { IsOpen = true })
                 select Run(new Marker(true), new Try(body, [new Catch(null, true, handler)], null), new Marker(false)),
        < 133 => Inside(around, isOpen: true, body => Run(new Scope(false, body))),
        _ => Inside(around, isOpen: true, body => Run(new Scope(true, body))),
    });

    private static Gen<IEnumerable<Statement>> Inside(Around around, bool isOpen, Func<Body, IEnumerable<Statement>> wrap) =>
        BodyOf(around.Inner() with { IsOpen = isOpen }).Select(wrap);

    /// <summary><c>if (a) Begin(); … if (a) End();</c>, which no path-insensitive checker can follow.</summary>
    private static Gen<IEnumerable<Statement>> UnderCondition(Around around) =>
        from condition in Conditions(1, isPure: true)
        from between in BodyOf(around.Inner())
        from inverts in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        let again = new Body([new Call(Callee.Trace), new Marker(false)])
        select Run(
        [
            new If(condition, new Body([new Marker(true)]), Body.Empty),
            .. between.Statements,
            inverts ? new If(new Not(condition), Body.Empty, again) : new If(condition, again, Body.Empty),
        ]);

    /// <summary><c>if (Next()) { Begin(); held = true; } … if (held) End();</c></summary>
    private static Gen<IEnumerable<Statement>> Remembered(Around around) =>
        from condition in Conditions(1)
        from flag in Gen.Elements(Flag.Held, Flag.Done)
        from between in BodyOf(around.Inner())
        let asks = new Ask(flag, 0)
        select Run(
        [
            new If(new Both(true, new Not(asks), condition), new Body([new Marker(true), new Assign(flag, true)]), Body.Empty),
            .. between.Statements,
            new If(asks, new Body([new Marker(false), new Assign(flag, false)]), Body.Empty),
        ]);

    private static Gen<IEnumerable<Statement>> Leaving(Around around) =>
        from way in Gen.Frequency<Statement>(
            (4, Gen.Constant<Statement>(new Leave(Way.Return))),
            (2, Gen.Constant<Statement>(new Leave(Way.Break))),
            (2, Gen.Constant<Statement>(new Leave(Way.Continue))),
            (1, Gen.Constant<Statement>(new Leave(Way.Throw))),
            (3, Gen.Choose(0, 5).Select(choice => (Statement)new Goto(choice))),
            (1, Gen.Choose(0, 3).Select(choice => (Statement)new GotoCase(choice))))
        from closes in Gen.Choose(0, 3)
        from isBare in Gen.Choose(0, 4)
        from condition in Conditions(2)
        let leaving = around.IsOpen && way is Leave { Way: Way.Return } && closes > 0 ? new Body([new Marker(false), way]) : new Body([way])
        // Mostly behind a condition, or what follows would be unreachable.
        select isBare == 0 ? leaving.Statements : Run(new If(condition, leaving, Body.Empty));

    private static Gen<IEnumerable<Statement>> Assigning() =>
        from flag in Flags()
        from value in Gen.Elements<bool?>(true, false, null)
        from isChoice in Gen.Choose(0, 3)
        from arms in Arms()
        select Run(isChoice == 0 ? new Select(flag, arms) : new Assign(flag, value));

    private static Gen<ImmutableArray<Arm>> Arms() =>
        from count in Gen.Choose(2, 3)
        from arms in Gen.CollectToArray(Enumerable.Range(0, count), _ =>
            from @case in Gen.Choose(1, 3)
            from value in Gen.Elements<bool?>(true, false, null)
            from callee in Gen.Elements(Callee.Next, Callee.Next, Callee.Probe)
            select new Arm(@case, value, callee))
        select arms.ToImmutableArray();

    private static Gen<IEnumerable<Statement>> Invoking() =>
        from isLocal in Gen.Elements(true, false)
        from index in Gen.Choose(0, 3)
        from arguments in Arguments().ArrayOf(Code.Parameters.Length)
        select Run(new Invoke(isLocal, index, [.. arguments]));

    public static Gen<Argument> Arguments() =>
        from roll in Gen.Choose(0, 9)
        from flag in Flags()
        from isNegated in Gen.Elements(true, false)
        select roll switch
        {
            < 5 => new Argument(flag, isNegated, null),
            < 8 => new Argument(null, false, isNegated),
            _ => new Argument(null, false, null),
        };

    private static Gen<Section> Sections(Around around) =>
        from labels in Gen.Elements<int?>(1, 2, 3, null).NonEmptyListOf().Resize(2)
        from guard in Gen.Frequency((4, Gen.Constant<Condition?>(null)), (1, Conditions(1).Select(condition => (Condition?)condition)))
        from body in BodyOf(around.Inner())
        select new Section([.. labels], guard, body);

    private static Gen<Catch> Catches(Around around) =>
        from filter in Gen.Frequency((3, Gen.Constant<Condition?>(null)), (1, Gen.Elements<Condition?>(new Answer(Callee.Probe), new Answer(Callee.Next))), (2, Conditions(1).Select(condition => (Condition?)condition)))
        from catchesAll in Gen.Elements(true, false)
        from body in BodyOf(around.Inner())
        select new Catch(filter, catchesAll, body);

    /// <param name="isPure">Without calls, so that it has the same answer when it is asked again.</param>
    public static Gen<Condition> Conditions(int depth, bool isPure = false) => Gen.Choose(0, depth > 0 ? 99 : 74).SelectMany(roll => roll switch
    {
        < 40 => Gen.Zip(Flags(), Gen.Choose(0, 20), (flag, spelling) => (Condition)new Ask(flag, spelling)),
        < 55 => Gen.Zip(Gen.Choose(1, 3), Gen.Choose(0, 20), (@case, spelling) => (Condition)new AskCase(@case, spelling)),
        < 75 => isPure ? Conditions(depth, isPure) : Gen.Frequency((8, Gen.Constant(Callee.Next)), (1, Gen.Constant(Callee.Probe))).Select(callee => (Condition)new Answer(callee)),
        < 85 => Conditions(depth - 1, isPure).Select(operand => (Condition)new Not(operand)),
        _ => from isAnd in Gen.Elements(true, false)
             from left in Conditions(depth - 1, isPure)
             from right in Conditions(depth - 1, isPure)
             select (Condition)new Both(isAnd, left, right),
    });

    public static Gen<Flag> Flags() => Gen.Elements(Flag.A, Flag.A, Flag.B, Flag.B, Flag.C, Flag.Held, Flag.Done);

    private static Gen<IEnumerable<Statement>> One(params Statement[] statements) => Gen.Constant(Run(statements));

    private static IEnumerable<Statement> Run(params Statement[] statements) => statements;

    /// <param name="Size">How many statements there is still room for.</param>
    private sealed record Around(int Size, int Nesting, bool IsOpen)
    {
        public Around Inner() => this with { Nesting = Nesting + 1 };
    }
}
