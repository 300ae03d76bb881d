namespace NoInstr.Tests.Reference;

internal enum Opcode
{
    /// <summary>A call within the noinstr section, or an instruction that objtool does not care about.</summary>
    Nop,

    /// <summary>A call of a symbol outside of the section.</summary>
    Call,
    Begin,
    End,
    Set,

    /// <summary>To the target when the flag is true, or nobody knows; else on to the next.</summary>
    Branch,
    Jump,
    Return,
}

/// <summary>What a compiler makes of a statement. <c>Flag</c> is null where a branch or a store depends on <c>Next()</c>.</summary>
internal sealed record Instruction(Opcode Opcode, Flag? Flag = null, int? Label = null, bool? Value = null)
{
    /// <summary>Where a jump or branch goes to; known when the code behind it has been laid out.</summary>
    public int Target { get; set; } = -1;
}
