using System.Runtime.InteropServices;

namespace EntryModel.Machine;

/// <summary>
/// What the hardware and the assembly saved about the interrupted context (struct pt_regs). A struct: the frame
/// exists before anything may allocate. A token: what a gate has saved, one IRET takes back.
/// </summary>
[StructLayout(LayoutKind.Auto)]
[EntryToken]
internal partial struct PtRegs
{
    /// <summary>user_mode(regs)</summary>
    internal bool UserMode;

    /// <summary>The interrupt flag of the interrupted context: !regs_irqs_disabled(regs).</summary>
    internal bool IrqsEnabled;

    /// <summary>The system call number (orig_ax).</summary>
    internal int OrigAx;

    /// <summary>Where to return to, and where SYSRET would return to.</summary>
    internal ulong Ip;

    /// <inheritdoc cref="Ip"/>
    internal ulong Cx;

    /// <summary>Not in the hardware: what lockdep and the tracer believed at the gate, checked at the return.</summary>
    internal bool LockdepAtGate;

    /// <inheritdoc cref="LockdepAtGate"/>
    internal bool TracerOffAtGate;

    /// <summary>The tracer and lockdep were told one after the other, and the event has come in between.</summary>
    internal bool TracerWasUnsettled;

    /// <inheritdoc cref="Cpu.TracerIsBehind"/>
    internal bool TracerWasBehind;

    /// <summary>Where this frame lies.</summary>
    internal StackType Stack;

    /// <summary>The interrupted code ran in virtual-8086 mode: a 32-bit kernel's user mode.</summary>
    internal bool V8086Mode;

    /// <summary>What FRED has delivered (fred_ss, fred_edata).</summary>
    internal Fred.FredEvent FredEvent;

    /// <inheritdoc cref="FredEvent"/>
    internal byte Vector;

    /// <inheritdoc cref="FredEvent"/>
    internal byte StackLevel;

    /// <inheritdoc cref="FredEvent"/>
    internal ulong ErrorCode;

    /// <summary>The interrupted code was 64 bit code.</summary>
    internal bool LongMode;

    /// <inheritdoc cref="FredEvent"/>
    internal ulong EventData;
}
