using System.Collections.Immutable;

namespace NoInstr.Tests.Reference;

/// <summary>
/// A small language in which noinstr code can be written, printed as C#, and understood without Roslyn. What is generated may be nonsense (a
/// <c>break</c> outside of a loop); <see cref="Binder"/> makes a program of it that compiles, in which a node is one place in the text.
/// </summary>
internal abstract record Statement
{
    /// <summary>The bodies inside, in the order of the source.</summary>
    public virtual IReadOnlyList<Body> Bodies => [];

    public virtual Statement With(IReadOnlyList<Body> bodies) => this;

    /// <summary>Less of the same kind, apart from its bodies.</summary>
    public virtual IEnumerable<Statement> Simpler() => [];
}

internal sealed record Body(ImmutableArray<Statement> Statements)
{
    public static readonly Body Empty = new([]);
}

/// <summary>A noinstr method, its always-inline helpers and its local functions. A function calls only those that come before it.</summary>
internal sealed record Program(Body Root, ImmutableArray<Body> Helpers, ImmutableArray<Body> Locals)
{
    /// <summary>Null for a program that is about scopes alone.</summary>
    public States.Contracts? Contracts { get; init; }
}

internal enum Callee
{
    /// <summary>noinstr code.</summary>
    Enter,

    /// <summary>Instrumentable code.</summary>
    Trace,

    /// <summary>A delegate.</summary>
    Hook,

    /// <summary>noinstr code that answers as it likes.</summary>
    Next,

    /// <summary>Instrumentable code that answers as it likes.</summary>
    Probe,
}

/// <summary>What conditions talk about: three parameters and two locals, which start as false. Each function has its own.</summary>
internal enum Flag
{
    A,
    B,
    C,
    Held,
    Done,

    /// <summary>The value of a switch expression, before it is assigned; the program has no name for it.</summary>
    Choice,
}

internal sealed record Call(Callee Callee) : Statement;

/// <summary><c>Begin();</c> or <c>End();</c></summary>
internal sealed record Marker(bool Opens) : Statement;

internal enum Way
{
    Return,
    Break,
    Continue,
    Throw,

    /// <summary><c>throw;</c> in a handler.</summary>
    Rethrow,
}

internal sealed record Leave(Way Way) : Statement;

/// <param name="Choice">Which of the labels in sight, counted round and round.</param>
internal sealed record Goto(int Choice, Label? Target = null) : Statement;

internal sealed record Label(string Name = "") : Statement;

/// <param name="Choice">Which of the labels of the switch around it, counted round and round.</param>
internal sealed record GotoCase(int Choice, int? Case = null) : Statement;

/// <summary><c>a = true;</c>, or <c>a = Next();</c> where nobody knows the value.</summary>
internal sealed record Assign(Flag Flag, bool? Value) : Statement;

/// <summary><c>held = v switch { 1 => true, 2 => Next(), _ => false };</c>: the last arm is the default.</summary>
internal sealed record Select(Flag Flag, ImmutableArray<Arm> Arms) : Statement
{
    public override IEnumerable<Statement> Simpler() => Arms.Length > 2 ? Arms.Skip(1).Select(arm => this with { Arms = Arms.Remove(arm) }) : [];
}

/// <summary>A constant, or what a call answers.</summary>
internal sealed record Arm(int Case, bool? Value, Callee Callee);

/// <summary>A call of a helper or a local function: <c>Helper1(a, !b, true, v);</c></summary>
internal sealed record Invoke(bool IsLocal, int Index, ImmutableArray<Argument> Arguments) : Statement
{
    public override IEnumerable<Statement> Simpler() => Arguments
        .Where(argument => argument.Constant != true)
        .Select(argument => this with { Arguments = Arguments.Replace(argument, new Argument(null, false, true), ReferenceEqualityComparer.Instance) });
}

/// <summary>A flag, perhaps negated; a constant; or, with neither, <c>Next()</c>.</summary>
internal sealed record Argument(Flag? Flag, bool IsNegated, bool? Constant);

/// <summary>A lambda that calls instrumentable code and is never run; it may capture a flag, and write it.</summary>
internal sealed record Lambda(Flag? Written) : Statement;

internal sealed record If(Condition Condition, Body Then, Body Else) : Statement
{
    public override IReadOnlyList<Body> Bodies => [Then, Else];

    public override Statement With(IReadOnlyList<Body> bodies) => this with { Then = bodies[0], Else = bodies[1] };

    public override IEnumerable<Statement> Simpler() => Condition.Simpler().Select(condition => this with { Condition = condition });
}

internal enum LoopKind
{
    While,
    Do,
    For,
    ForEach,
}

/// <param name="Step">What a for loop does between two turns.</param>
internal sealed record Loop(LoopKind Kind, Condition Condition, Callee? Step, Body Body) : Statement
{
    public override IReadOnlyList<Body> Bodies => [Body];

    public override Statement With(IReadOnlyList<Body> bodies) => this with { Body = bodies[0] };

    public override IEnumerable<Statement> Simpler() =>
        [.. Condition.Simpler().Select(condition => this with { Condition = condition }), .. Step is null ? [] : new[] { this with { Step = null } }];
}

/// <summary><c>switch (v)</c></summary>
internal sealed record Switch(ImmutableArray<Section> Sections) : Statement
{
    public override IReadOnlyList<Body> Bodies => [.. Sections.Select(section => section.Body)];

    public override Statement With(IReadOnlyList<Body> bodies) => new Switch([.. Sections.Select((section, i) => section with { Body = bodies[i] })]);

    public override IEnumerable<Statement> Simpler() =>
        [.. Sections.Select((_, i) => new Switch(Sections.RemoveAt(i))),
         .. Sections.Where(section => section.Guard is not null).Select(section => new Switch(Sections.Replace(section, section with { Guard = null }, ReferenceEqualityComparer.Instance)))];
}

/// <summary>Null is the default label. A guard goes with one label.</summary>
internal sealed record Section(ImmutableArray<int?> Labels, Condition? Guard, Body Body);

internal sealed record Try(Body Body, ImmutableArray<Catch> Catches, Body? Finally) : Statement
{
    public override IReadOnlyList<Body> Bodies => [Body, .. Catches.Select(handler => handler.Body), .. Finally is null ? [] : new[] { Finally }];

    public override Statement With(IReadOnlyList<Body> bodies) => new Try(
        bodies[0], [.. Catches.Select((handler, i) => handler with { Body = bodies[i + 1] })], Finally is null ? null : bodies[^1]);

    public override IEnumerable<Statement> Simpler()
    {
        if (Finally is not null && Catches.Length > 0)
        {
            yield return this with { Finally = null };
        }

        for (var i = 0; i < Catches.Length; i++)
        {
            if (Catches.Length > 1 || Finally is not null)
            {
                yield return this with { Catches = Catches.RemoveAt(i) };
            }

            foreach (var filter in Catches[i].Filter is { } condition ? condition.Simpler().Append(null) : [])
            {
                yield return this with { Catches = Catches.SetItem(i, Catches[i] with { Filter = filter }) };
            }
        }
    }
}

/// <param name="CatchesAll">Every exception, else those of one type. An exception's type is never known.</param>
internal sealed record Catch(Condition? Filter, bool CatchesAll, Body Body);

/// <summary><c>using (Open()) { … }</c>, or, as a declaration, the rest of its block.</summary>
internal sealed record Scope(bool IsDeclaration, Body Body) : Statement
{
    public override IReadOnlyList<Body> Bodies => [Body];

    public override Statement With(IReadOnlyList<Body> bodies) => this with { Body = bodies[0] };
}
