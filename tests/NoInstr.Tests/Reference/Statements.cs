namespace NoInstr.Tests.Reference;

/// <summary>
/// A small language in which a noinstr body can be written, printed as C#, and understood without Roslyn. Nodes are compared by reference:
/// one node is one place in the text.
/// </summary>
internal abstract class Statement;

internal enum Act
{
    /// <summary>A call of noinstr code.</summary>
    Enter,

    /// <summary>A call of instrumentable code.</summary>
    Trace,
    Begin,
    End,
    Return,
    Break,
    Continue,
}

internal sealed class Simple(Act act) : Statement
{
    public Act Act { get; } = act;
}

/// <summary><c>a = true;</c>, or <c>a = Next();</c> where nobody knows the value.</summary>
internal sealed class Assign(Flag flag, bool? value) : Statement
{
    public Flag Flag { get; } = flag;

    public bool? Value { get; } = value;
}

internal sealed class If(Condition condition, Body then, Body otherwise) : Statement
{
    public Condition Condition { get; } = condition;

    public Body Then { get; } = then;

    public Body Else { get; } = otherwise;
}

internal sealed class While(Condition condition, Body body) : Statement
{
    public Condition Condition { get; } = condition;

    public Body Body { get; } = body;
}

/// <summary><c>switch (v)</c>; a section without a label is the default.</summary>
internal sealed class Switch(IReadOnlyList<Section> sections) : Statement
{
    public IReadOnlyList<Section> Sections { get; } = sections;
}

internal sealed record Section(int? Label, Body Body);

internal sealed class TryFinally(Body body, Body cleanup) : Statement
{
    public Body Body { get; } = body;

    public Body Finally { get; } = cleanup;
}

internal sealed record Body(IReadOnlyList<Statement> Statements)
{
    public static readonly Body Empty = new([]);
}

/// <summary>The parameters that conditions talk about. <c>v</c>, the subject of a switch, is never written.</summary>
internal enum Flag
{
    A,
    B,
    C,
}

/// <summary>A flag, or a call of <c>Next()</c>, which answers as it likes.</summary>
internal readonly record struct Operand(Flag? Flag, bool IsNegated);

/// <summary>Operands, all joined by <c>&amp;&amp;</c> or all by <c>||</c>.</summary>
internal sealed record Condition(IReadOnlyList<Operand> Operands, bool IsAnd);
