// The target of a call is known only at run time, so it may be anything, unless its type, slot or member is declared noinstr.
using NoInstr;

namespace Violations.IndirectCall;

interface IClock
{
    ulong Read();
}

interface INoInstrClock
{
    [NoInstr]
    ulong Read();
}

delegate void SyscallHandler(long number);

[NoInstr]
delegate void NoInstrSyscallHandler(long number);

/// <summary>The counterpart of pv_ops: a slot that is [NoInstr] holds only noinstr targets.</summary>
public unsafe struct PvOps
{
    public delegate*<void> IrqDisable;

    [NoInstr]
    public delegate*<void> NoInstrIrqDisable;
}

abstract class Chip
{
    public virtual void Ack(int vector) { }

    [NoInstr]
    public virtual void AckNoInstr(int vector) { }
}

sealed class Apic : Chip;

sealed class Entry(IClock clock, INoInstrClock noInstrClock, Chip chip, Apic apic, PvOps ops)
{
    private readonly SyscallHandler[] _table = [];

    [NoInstr]
    private readonly SyscallHandler[] _noInstrTable = [];

    private readonly NoInstrSyscallHandler _handler = [NoInstr] (long number) => { };

    private ulong _entered;

    [NoInstr]
    public void ThroughADelegate(long number) => _table[number](number); // NOINSTR102: calls a delegate

    [NoInstr]
    public void ThroughANoInstrTable(long number)
    {
        _noInstrTable[number](number);
        _handler(number);
    }

    [NoInstr]
    public unsafe void ThroughAFunctionPointer() => ops.IrqDisable(); // NOINSTR102: a function pointer

    [NoInstr]
    public unsafe void ThroughANoInstrFunctionPointer() => ops.NoInstrIrqDisable();

    [NoInstr]
    public void ThroughAnInterface() => _entered = clock.Read(); // NOINSTR102: the interface member 'IClock.Read'

    [NoInstr]
    public void ThroughANoInstrInterface() => _entered = noInstrClock.Read();

    [NoInstr]
    public void ThroughAVirtualMember(int vector) => chip.Ack(vector); // NOINSTR102: the virtual member 'Chip.Ack'

    [NoInstr]
    public void ThroughANoInstrVirtualMember(int vector) => chip.AckNoInstr(vector);

    [NoInstr]
    public void ThroughDynamic(dynamic tracer) => tracer.Flush(); // NOINSTR102: a dynamic operation

    // The receiver is sealed, so the target is known. It is not noinstr, which is another rule.
    [NoInstr]
    public void ToASealedReceiver(int vector) => apic.Ack(vector); // NOINSTR101: 'Chip.Ack'

    // A local that only ever holds noinstr targets is as good as a slot.
    [NoInstr]
    public void ThroughALocal(long number, bool compat)
    {
        var handler = compat ? _noInstrTable[0] : _noInstrTable[number];
        handler(number);
    }

    // Inside a scope any target will do.
    [NoInstr]
    public void InAScope(long number)
    {
        using var _ = InstrumentationScope.Open();
        _table[number](number);
        _entered = clock.Read();
    }
}
