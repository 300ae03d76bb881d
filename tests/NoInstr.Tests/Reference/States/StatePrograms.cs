using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace NoInstr.Tests.Reference.States;

/// <summary>
/// Random programs that move states. Mostly what is established is torn down again, and what a function declares is about what it does, because a
/// program with five mistakes tests only that something is reported.
/// </summary>
internal static class StatePrograms
{
    public static Gen<Program> Generator { get; } =
        from size in Gen.Choose(2, 14)
        from count in Gen.Frequency((4, Gen.Constant(0)), (3, Gen.Constant(1)), (2, Gen.Constant(2)))
        from helpers in Gen.CollectToArray(Enumerable.Range(0, count), _ => Function(6, 1, isRoot: false))
        from root in Function(size, 0, isRoot: true)
        from inlines in Gen.Elements(true, false).ArrayOf(count)
        select new Program(root.Body, [.. helpers.Select(helper => helper.Body)], [])
        {
            Contracts = new Contracts(root.Contract, [.. helpers.Zip(inlines, (helper, isInline) => new HelperContract(isInline, helper.Contract))]),
        };

    private static Gen<(Body Body, Contract Contract)> Function(int size, int nesting, bool isRoot) =>
        from contract in isRoot ? Gen.Frequency((3, Entries()), (2, Declared())) : Gen.Frequency((2, Gen.Constant(Contract.None)), (1, Declared()))
        from body in BodyOf(new Around(size, nesting))
        from keeps in Gen.Choose(0, 4)
        select (keeps == 0 ? body : new Body([.. body.Statements, .. Keep(contract)]), contract);

    private static Gen<Contract> Entries() =>
        from isAny in Gen.Elements(true, false)
        from listed in Gen.SubListOf(Enum.GetValues<Stage>())
        select new Contract([], isAny ? EntryKind.AnyContext : EntryKind.Known, [.. listed.Order()]);

    private static Gen<Contract> Declared() =>
        from kinds in Gen.Elements<ClauseKind?>(null, null, ClauseKind.Requires, ClauseKind.Forbids, ClauseKind.Establishes, ClauseKind.Ensures, ClauseKind.Revokes, ClauseKind.Restores).ArrayOf(3)
        select Contract.Of([.. Enum.GetValues<Stage>()
            .Zip(kinds, (stage, kind) => (Kind: kind == ClauseKind.Ensures && stage == Stage.Irq ? null : kind, Stage: stage))
            .Where(clause => clause.Kind is not null)
            .Select(clause => new Clause(clause.Kind!.Value, clause.Stage))]);

    /// <summary>What the function declares to do, done at its end.</summary>
    private static IEnumerable<Statement> Keep(Contract contract) => contract.Clauses
        .Where(clause => clause.Kind is ClauseKind.Establishes or ClauseKind.Ensures or ClauseKind.Revokes)
        .OrderBy(clause => clause.Kind == ClauseKind.Revokes ? -(int)clause.Stage : (int)clause.Stage)
        .Select(clause => Do(clause.Kind, clause.Stage));

    private static Act Do(ClauseKind kind, Stage stage) => new(Primitives.All.Select(primitive => primitive.Name).ToList().IndexOf($"{stage}{kind}"));

    private static Gen<Body> BodyOf(Around around) =>
        around.Size <= 0 ? Gen.Constant(Body.Empty)
        : from wanted in Gen.Choose(around.Nesting == 0 ? 2 : 0, 4)
          let count = Math.Min(wanted, around.Size)
          from statements in Gen.CollectToArray(Enumerable.Range(0, count), _ => Next(around with { Size = (around.Size - 1) / count }))
          select new Body([.. statements.SelectMany(run => run)]);

    private static Gen<IEnumerable<Statement>> Next(Around around) => Gen.Choose(0, around.Size > 0 ? 139 : 49).SelectMany(roll => roll switch
    {
        < 8 => One(new Call(Callee.Enter)),
        < 11 => Gen.Zip(Gen.Elements<int?>(0, 0, 1, 1, null), Gen.Choose(0, Primitives.Savers.Length - 1), (variable, saver) => Run(new Take(variable, saver))),
        < 13 => Gen.Zip(Gen.Choose(0, 1), Gen.Choose(0, Primitives.Savers.Length - 1), (variable, saver) => Run(new Give(variable, saver))),
        < 14 => Gen.Choose(0, 1).Select(from => Run(new Pass(from))),
        < 20 => Gen.Choose(0, Primitives.All.Length - 1).Select(primitive => Run(new Act(primitive))),
        < 26 => Stages().Select(stage => Run(Do(ClauseKind.Requires, stage))),
        < 30 => Leaving(),
        < 36 => Gen.Zip(Programs.Flags(), Gen.Elements<bool?>(true, false, null), (flag, value) => Run(new Assign(flag, value))),
        < 46 => from index in Gen.Choose(0, 1)
                from arguments in Programs.Arguments().ArrayOf(Code.Parameters.Length)
                select Run(new Invoke(false, index, [.. arguments])),
        < 50 => Stages().Select(stage => Run(Do(ClauseKind.Asserts, stage))),
        < 56 => Paired(around, body => body.Statements),
        < 62 => Saved(around),
        < 68 => Paired(around, body => Run(new Scope(false, body))),
        < 74 => UnderCondition(around),
        < 92 => from condition in Conditions(2)
                from then in BodyOf(around.Inner())
                from otherwise in Gen.Frequency((1, Gen.Constant(Body.Empty)), (1, BodyOf(around.Inner())))
                select Run(new If(condition, then, otherwise)),
        < 102 => from kind in Gen.Elements(LoopKind.While, LoopKind.While, LoopKind.Do, LoopKind.For, LoopKind.ForEach)
                 from condition in Conditions(1)
                 from body in BodyOf(around.Inner())
                 select Run(new Loop(kind, condition, null, body)),
        < 108 => from sections in Sections(around).NonEmptyListOf().Resize(3)
                 select Run(new Switch([.. sections])),
        // What a handler that nothing throws to is entered with, the engine knows late: too late for a loop that takes a token.
        < 120 => from body in BodyOf(around.Inner())
                 from handlers in Catches(around).ListOf().Resize(2)
                 from cleanup in Gen.Frequency((1, Gen.Constant<Body?>(null)), (1, BodyOf(around.Inner()).Select(body => (Body?)body)))
                 select Run(new Try(new Body([new Call(Callee.Enter), .. body.Statements]), [.. handlers], cleanup)),
        < 130 => from stage in Stages()
                 from body in BodyOf(around.Inner())
                 select Run(Do(ClauseKind.Establishes, stage), new Try(body, [], new Body([Do(ClauseKind.Revokes, stage)]))),
        _ => BodyOf(around.Inner()).Select(body => Run(new Scope(false, body))),
    });

    private static Gen<IEnumerable<Statement>> Paired(Around around, Func<Body, IEnumerable<Statement>> wrap) =>
        from stage in Stages()
        from body in BodyOf(around.Inner())
        from isKept in Gen.Choose(0, 3)
        let ensures = isKept == 0 && stage != Stage.Irq
        select Run([Do(ensures ? ClauseKind.Ensures : ClauseKind.Establishes, stage), .. wrap(body), Do(ensures ? ClauseKind.Restores : ClauseKind.Revokes, stage)]);

    /// <summary><c>t0 = SaveRcu(); … RestoreRcu(t0);</c>, perhaps in a finally block.</summary>
    private static Gen<IEnumerable<Statement>> Saved(Around around) =>
        from variable in Gen.Choose(0, 1)
        from saver in Gen.Choose(0, Primitives.Savers.Length - 1)
        from moves in Gen.Choose(0, 3)
        from isProtected in Gen.Elements(true, false)
        from body in BodyOf(around.Inner())
        let give = new Give(moves == 0 ? 1 - variable : variable, saver)
        let then = moves == 0 ? new Body([new Pass(variable), .. body.Statements]) : body
        select isProtected ? Run(new Take(variable, saver), new Try(then, [], new Body([give]))) : Run([new Take(variable, saver), .. then.Statements, give]);

    /// <summary><c>if (a) RcuEstablishes(); … if (a) RcuRevokes();</c></summary>
    private static Gen<IEnumerable<Statement>> UnderCondition(Around around) =>
        from stage in Stages()
        from condition in Programs.Conditions(1, isPure: true)
        from between in BodyOf(around.Inner())
        select Run(
        [
            new If(condition, new Body([Do(ClauseKind.Establishes, stage)]), Body.Empty),
            .. between.Statements,
            new If(condition, new Body([Do(ClauseKind.Revokes, stage)]), Body.Empty),
        ]);

    private static Gen<IEnumerable<Statement>> Leaving() =>
        from way in Gen.Elements(Way.Return, Way.Return, Way.Break, Way.Continue, Way.Throw)
        from condition in Conditions(1)
        select Run(new If(condition, new Body([new Leave(way)]), Body.Empty));

    private static Gen<Section> Sections(Around around) =>
        from labels in Gen.Elements<int?>(1, 2, 3, null).NonEmptyListOf().Resize(2)
        from body in BodyOf(around.Inner())
        select new Section([.. labels], null, body);

    private static Gen<Catch> Catches(Around around) =>
        from catchesAll in Gen.Elements(true, false)
        from body in BodyOf(around.Inner())
        select new Catch(null, catchesAll, body);

    private static Gen<Condition> Conditions(int depth) => Gen.Frequency(
        (6, Programs.Conditions(depth)),
        (2, Gen.Choose(0, Primitives.Tellers.Length - 1).Select(teller => (Condition)new Told(teller))),
        (1, Gen.Choose(0, Primitives.Tellers.Length - 1).Select(teller => (Condition)new Not(new Told(teller)))));

    private static Gen<Stage> Stages() => Gen.Elements(Stage.Lockdep, Stage.Rcu, Stage.Rcu, Stage.Irq);

    private static Gen<IEnumerable<Statement>> One(params Statement[] statements) => Gen.Constant(Run(statements));

    private static IEnumerable<Statement> Run(params Statement[] statements) => statements;

    /// <param name="Size">How many statements there is still room for.</param>
    private sealed record Around(int Size, int Nesting)
    {
        public Around Inner() => this with { Nesting = Nesting + 1 };
    }
}
