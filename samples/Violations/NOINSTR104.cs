// The runtime's allocator is instrumentable: objects, arrays, boxes, delegates, closures and strings are made outside of the region.
using System;
using NoInstr;

namespace Violations.Allocation;

sealed class Record;

static class Entry
{
    private static object? _last;

    [NoInstr]
    public static void DoInterrupt(int vector)
    {
        _last = new Record(); // NOINSTR104: an object of type 'Record'
        _last = vector; // NOINSTR104: a box for a value of type 'int'
        _last = "irq " + vector; // NOINSTR104: a string
        _last = new int[4]; // NOINSTR104: an array of type 'int[]'
        int[] regs = [vector, 0]; // NOINSTR104: a collection of type 'int[]'
        Span<int> scratch = [vector, 0];
        scratch[0] = regs[0];
        ReadOnlySpan<byte> magic = new byte[] { 1, 2, 3 };
        scratch[1] = magic[0];
    }

    [NoInstr]
    public static Action Defer(int vector)
    {
        InstrumentationScope.Begin();
        Action deferred = () => _last = vector; // NOINSTR104: a closure for the captured variable 'vector'
        InstrumentationScope.End();
        return deferred;
    }

    [NoInstr]
    public static void Safe()
    {
        InstrumentationScope.Begin();
        _last = new Record();
        InstrumentationScope.End();
    }
}
