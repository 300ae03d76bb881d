// A body that is trusted unseen needs a reason that can be read.
using System.Runtime.InteropServices;
using NoInstr;

namespace Violations.UnjustifiedTrust;

static class Stack
{
    [NoInstr(Unchecked = true)] // NOINSTR309: 'Stack.Switch' is noinstr and Unchecked, without a justification
    public static void Switch() => Call();

    [NoInstr(Unchecked = true, Justification = "")] // NOINSTR309
    public static void Unwind() => Call();

    [NoInstr(Unchecked = true, Justification = "Audited: Call only moves the stack pointer.")]
    public static void SwitchClean() => Call();

    // It is verified, and so needs no reason.
    [NoInstr(Unchecked = false)]
    public static void Count() { }

    private static void Call() { }
}

/// <summary>What has no body is trusted unseen, whatever it says.</summary>
static class Machine
{
    [NoInstr] // NOINSTR309: 'Machine.Halt' is extern and noinstr
    [DllImport("entry")]
    public static extern void Halt();

    [NoInstr(Unchecked = true)] // NOINSTR309: without a justification
    [DllImport("entry")]
    public static extern void Pause();

    [NoInstr(Unchecked = true, Justification = "One instruction, hlt.")]
    [DllImport("entry")]
    public static extern void HaltClean();

    // Not noinstr: nobody relies on it.
    [DllImport("entry")]
    public static extern void Trace();
}

/// <summary>The type covers what is in it.</summary>
[NoInstr]
static class Registers
{
    [DllImport("entry")]
    public static extern int ReadCr2(); // NOINSTR309: extern

    [Instrumentable]
    [DllImport("entry")]
    public static extern void Dump();
}

[NoInstr(Unchecked = true)] // NOINSTR309: 'Stubs' is noinstr and Unchecked
static class Stubs
{
    [DllImport("entry")]
    public static extern void Sysret();
}

/// <summary>No body, and no trust either: each implementation is verified.</summary>
interface IMachine
{
    [NoInstr]
    void Halt();
}
