// A call leaves the noinstr region: what is called there must be noinstr or always-inline.
using NoInstr;

namespace Violations.CallLeavesRegion;

/// <summary>A tracer. Nothing in it may run before the entry code has made instrumentation safe.</summary>
readonly struct Tracer
{
    public Tracer(int cpu) => Cpu = cpu;

    public int Cpu { get; }

    public long this[int slot] => slot;

    public static Tracer operator +(Tracer buffer, long value) => buffer;

    public static explicit operator int(Tracer tracer) => tracer.Cpu;

    public void TraceSysEnter(long number) { }
}

sealed class Syscalls(Tracer tracer)
{
    private long _dispatched;

    [NoInstr]
    public void DoSyscall(long number)
    {
        EnterFromUserMode();
        tracer.TraceSysEnter(number); // NOINSTR101: calls 'Tracer.TraceSysEnter' outside of an instrumentation scope
        Dispatch(number);
    }

    [NoInstr]
    public void DoSyscallClean(long number)
    {
        EnterFromUserMode();
        InstrumentationScope.Begin();
        tracer.TraceSysEnter(number);
        InstrumentationScope.End();
        Dispatch(number);
    }

    // Everything for which the source names a callee is a call: accessors, constructors, operators, conversions.
    [NoInstr]
    public void OtherCalls()
    {
        _dispatched = tracer.Cpu; // NOINSTR101: 'Tracer.Cpu.get'
        _dispatched = tracer[0]; // NOINSTR101: 'Tracer.this.get'
        tracer = new Tracer(0); // NOINSTR101: 'new Tracer'
        tracer += _dispatched; // NOINSTR101
        _dispatched = (int)tracer; // NOINSTR101
    }

    // One path is enough.
    [NoInstr]
    public void OnePath(bool traced, long number)
    {
        if (traced)
        {
            InstrumentationScope.Begin();
        }

        tracer.TraceSysEnter(number); // NOINSTR101: when 'traced' is false
        if (traced)
        {
            InstrumentationScope.End();
        }
    }

    // An always-inline body counts as part of its caller: fine inside a scope, and reported at the call outside of one.
    [NoInstr]
    public void ThroughAHelper(long number)
    {
        SyscallWork(number); // NOINSTR101: is reached through ThroughAHelper → SyscallWork → TraceSysEnter
        InstrumentationScope.Begin();
        SyscallWork(number);
        InstrumentationScope.End();
    }

    // [Instrumentable] pins a method: it is never to become noinstr, so the message gives that as the reason.
    [NoInstr]
    public void Pinned() => Audit(); // NOINSTR101: 'Syscalls.Audit' is [Instrumentable]

    [AlwaysInline]
    private void SyscallWork(long number) => tracer.TraceSysEnter(number);

    [NoInstr]
    private void EnterFromUserMode() { }

    [NoInstr]
    private void Dispatch(long number) => _dispatched += number;

    [Instrumentable]
    private void Audit() { }
}
