using System.Collections.Immutable;

namespace NoInstr.Tests.Reference.States;

/// <summary>Three states, in canonical order: one that is just there, one that a scope depends on, one that nests.</summary>
internal enum Stage
{
    Lockdep,
    Rcu,
    Irq,
}

/// <summary>In the order in which a call is looked at.</summary>
internal enum ClauseKind
{
    Requires,
    Forbids,
    Establishes,
    Ensures,
    Revokes,
    Restores,
    Asserts,
}

internal readonly record struct Clause(ClauseKind Kind, Stage Stage);

internal enum EntryKind
{
    None,
    Known,
    AnyContext,
}

/// <summary>What a function declares.</summary>
internal sealed record Contract(ImmutableArray<Clause> Clauses, EntryKind Entry, ImmutableArray<Stage> Listed)
{
    public static readonly Contract None = new([], EntryKind.None, []);

    public bool IsProven => !Clauses.IsEmpty || Entry != EntryKind.None;

    public string Text => string.Concat(
        Clauses.GroupBy(clause => clause.Kind).Select(list => $"[{list.Key}({Names(InOrder(list.Key, list.Select(clause => clause.Stage)))})] "))
        + (Entry == EntryKind.None ? "" : $"[EntryPoint({Names(Listed)}{(Entry == EntryKind.AnyContext ? (Listed.IsEmpty ? "" : ", ") + "AnyContext = true" : "")})] ");

    public bool Has(ClauseKind kind, Stage stage) => Clauses.Contains(new Clause(kind, stage));

    public static Contract Of(params Clause[] clauses) => new([.. clauses.OrderBy(clause => clause.Kind)], EntryKind.None, []);

    /// <summary>What is torn down is listed in reverse.</summary>
    private static IEnumerable<Stage> InOrder(ClauseKind kind, IEnumerable<Stage> stages) => kind is ClauseKind.Revokes or ClauseKind.Restores ? stages.OrderDescending() : stages;

    private static string Names(IEnumerable<Stage> stages) => string.Join(", ", stages.Select(stage => $"Stage.{stage}"));
}

/// <param name="IsInline">Always-inline, else a noinstr method.</param>
internal sealed record HelperContract(bool IsInline, Contract Contract);

/// <summary>What the functions of a program declare.</summary>
internal sealed record Contracts(Contract Root, ImmutableArray<HelperContract> Helpers)
{
    public string RootAttributes => Root.Text + "[NoInstr]";

    public string AttributesOf(int helper) => Helpers[helper].Contract.Text + (Helpers[helper].IsInline ? "[AlwaysInline]" : "[NoInstr]");
}

/// <summary><c>RcuEnter();</c></summary>
internal sealed record Act(int Primitive) : Statement;

/// <summary><c>t0 = SaveRcu();</c>, or, without a variable, <c>SaveRcu();</c></summary>
internal sealed record Take(int? Variable, int Saver) : Statement;

/// <summary><c>RestoreRcu(t0);</c></summary>
internal sealed record Give(int Variable, int Saver) : Statement;

/// <summary><c>t1 = t0;</c></summary>
internal sealed record Pass(int From) : Statement
{
    public int To => 1 - From;
}

/// <summary>A condition that asks about a state.</summary>
internal sealed record Told(int Teller) : Condition;

internal sealed record Primitive(string Name, Contract Contract);

/// <summary>A call that produces a token, and the one that takes it.</summary>
internal sealed record Saver(string Name, Contract Saves, Contract Restores);

internal sealed record Teller(string Name, Stage Stage, bool Result, bool IsExact);

/// <summary>What programs can call.</summary>
internal static class Primitives
{
    public static readonly ImmutableArray<Primitive> All =
    [
        .. from stage in Enum.GetValues<Stage>()
           from kind in Enum.GetValues<ClauseKind>()
           where !(kind == ClauseKind.Ensures && stage == Stage.Irq)
           select new Primitive($"{stage}{kind}", Contract.Of(new Clause(kind, stage))),
        new("EnterBoth", Contract.Of(new(ClauseKind.Establishes, Stage.Lockdep), new(ClauseKind.Establishes, Stage.Rcu))),
        new("ExitBoth", Contract.Of(new(ClauseKind.Revokes, Stage.Rcu), new(ClauseKind.Revokes, Stage.Lockdep))),
        new("EnsureBoth", Contract.Of(new(ClauseKind.Ensures, Stage.Lockdep), new(ClauseKind.Ensures, Stage.Rcu))),
        new("EnterRcu", Contract.Of(new(ClauseKind.Requires, Stage.Lockdep), new(ClauseKind.Establishes, Stage.Rcu))),
        new("ExitIrq", Contract.Of(new(ClauseKind.Requires, Stage.Rcu), new(ClauseKind.Revokes, Stage.Irq))),
    ];

    public static readonly ImmutableArray<Saver> Savers =
    [
        new("Rcu", Contract.Of(new Clause(ClauseKind.Ensures, Stage.Rcu)), Contract.Of(new Clause(ClauseKind.Restores, Stage.Rcu))),
        new("Irq", Contract.Of(new Clause(ClauseKind.Establishes, Stage.Irq)), Contract.Of(new Clause(ClauseKind.Restores, Stage.Irq))),
        new("Both",
            Contract.Of(new(ClauseKind.Ensures, Stage.Lockdep), new(ClauseKind.Ensures, Stage.Rcu)),
            Contract.Of(new(ClauseKind.Restores, Stage.Rcu), new(ClauseKind.Restores, Stage.Lockdep))),
        new("Nothing", Contract.None, Contract.None),
    ];

    public static readonly ImmutableArray<Teller> Tellers =
    [
        .. from stage in Enum.GetValues<Stage>()
           from result in new[] { true, false }
           from isExact in new[] { true, false }
           select new Teller($"{(isExact ? "Is" : "MayKnow")}{stage}{(result ? "On" : "Off")}", stage, result, isExact),
    ];

    public static readonly string Prelude = $$"""
        using System;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        [EntryToken] struct Token { }

        enum Stage { Lockdep, [ScopeRequires] Rcu, [Counted] Irq }

        static class Programs
        {
            static Action Hook;
            static int[] Items;
            static Exception Fault;
            [NoInstr] static void Enter() { }
            [NoInstr] static bool Next() => true;
            static void Trace() { }
            static bool Probe() => true;
        {{string.Concat(All.Select(primitive => $"    [NoInstr, Primitive] {primitive.Contract.Text}static void {primitive.Name}() {{ }}\n"))}}
        {{string.Concat(Savers.Select(saver => $"    [NoInstr, Primitive] {saver.Saves.Text}static Token Save{saver.Name}() => default;\n    [NoInstr, Primitive] {saver.Restores.Text}static void Restore{saver.Name}([Consumes] Token token) {{ }}\n"))}}
        {{string.Concat(Tellers.Select(teller => $"    [NoInstr, Primitive, HoldsWhen({(teller.Result ? "true" : "false")}, Stage.{teller.Stage}, Exact = {(teller.IsExact ? "true" : "false")})] static bool {teller.Name}() => true;\n"))}}

        """;

    public static string TextOf(Statement statement) => statement switch
    {
        Act act => $"{All[act.Primitive].Name}();",
        Take take => $"{(take.Variable is { } variable ? $"t{variable} = " : "")}Save{Savers[take.Saver].Name}();",
        Give give => $"Restore{Savers[give.Saver].Name}(t{give.Variable});",
        Pass pass => $"t{pass.To} = t{pass.From};",
        _ => throw new InvalidOperationException($"No text for {statement}."),
    };
}
