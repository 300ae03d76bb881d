using NoInstr;

namespace BareMetal.Machine;

/// <summary>
/// The instructions that C# has no word for. The contracts are here and are axioms; Cpu.Metal.cs has the instructions, and the host
/// its own idea of a processor.
/// </summary>
internal static partial class Cpu
{
    [Primitive, Establishes(IrqState.Disabled)]
    internal static partial void DisableInterrupts();

    [Primitive, Revokes(IrqState.Disabled)]
    internal static partial void EnableInterrupts();
}
