namespace NoInstr.Tests.Reference;

internal abstract record Condition
{
    public virtual IEnumerable<Condition> Simpler() => [];
}

/// <summary>A flag is true, in one of the spellings that C# has for it.</summary>
internal sealed record Ask(Flag Flag, int Spelling) : Condition;

/// <summary><c>v</c>, the subject of switches, is this constant. It is never written.</summary>
internal sealed record AskCase(int Case, int Spelling) : Condition;

/// <summary>A call that answers as it likes.</summary>
internal sealed record Answer(Callee Callee) : Condition;

internal sealed record Always : Condition;

internal sealed record Not(Condition Operand) : Condition
{
    public override IEnumerable<Condition> Simpler() => [Operand, .. Operand.Simpler().Select(operand => new Not(operand))];
}

internal sealed record Both(bool IsAnd, Condition Left, Condition Right) : Condition
{
    public override IEnumerable<Condition> Simpler() =>
    [
        Left,
        Right,
        .. Left.Simpler().Select(left => this with { Left = left }),
        .. Right.Simpler().Select(right => this with { Right = right }),
    ];
}
