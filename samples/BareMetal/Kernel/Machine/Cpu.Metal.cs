using System.Runtime.CompilerServices;
using NoInstr;

namespace BareMetal.Machine;

internal static partial class Cpu
{
    private const string InAssembly = "One instruction, in the assembly of the boot loader.";

    [NoInstr(Unchecked = true, Justification = InAssembly)]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern partial void DisableInterrupts();

    [NoInstr(Unchecked = true, Justification = InAssembly)]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern partial void EnableInterrupts();
}
