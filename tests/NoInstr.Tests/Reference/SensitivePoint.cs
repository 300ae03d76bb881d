using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Reference;

/// <summary>
/// What a rule may object to at one instruction, by the depth alone. A further rule of this kind (an allocation, a throw, a call that the
/// compiler inserts) is one more of these, and its id one more in <see cref="Comparison.Compared"/>.
/// </summary>
internal sealed record SensitivePoint(string Id, bool WhenOpen)
{
    private static readonly SensitivePoint Leaving = new(RuleIds.CallLeavesRegion, WhenOpen: false);

    private static readonly SensitivePoint Indirect = new(RuleIds.IndirectCall, WhenOpen: false);

    private static readonly SensitivePoint Unmatched = new(RuleIds.EndWithoutBegin, WhenOpen: false);

    private static readonly SensitivePoint Nested = new(RuleIds.NestedScope, WhenOpen: true);

    public bool IsBrokenAt(int depth) => WhenOpen == depth > 0;

    public static SensitivePoint? Of(Instruction instruction) => instruction switch
    {
        { Opcode: Opcode.Call, Callee: Callee.Trace or Callee.Probe } => Leaving,
        { Opcode: Opcode.Call, Callee: Callee.Hook } => Indirect,
        { Opcode: Opcode.End } => Unmatched,
        { Opcode: Opcode.Begin } => Nested,
        _ => null,
    };
}
