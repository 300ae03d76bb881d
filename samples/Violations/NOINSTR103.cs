// The compiler inserts calls for constructs of the language, and the runtime initialises types: no token of the source names the callee.
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using NoInstr;

namespace Violations.InsertedCall;

class Vectors
{
    public static readonly List<int> All = new();
}

class Constants
{
    public static int Entered = 1;
}

[NoInstr]
class Quiet
{
    public static int Entered;

    static Quiet() => Entered = 1;
}

class Device
{
    public Device() => Entry.Trace();
}

sealed class Timer : Device
{
    [NoInstr]
    public Timer() { } // NOINSTR103: the implicit base() calls 'new Device'
}

sealed class Ring
{
    private readonly int[] _slots = new int[4];

    public int Count => 4;

    public int this[int index] => _slots[index];
}

static class Entry
{
    [System.ThreadStatic]
    private static int _depth;

    public static void Trace() { }

    [NoInstr]
    [MethodImpl(MethodImplOptions.Synchronized | MethodImplOptions.NoInlining)]
    public static void DoNmi() => _depth = 1; // NOINSTR103: the lock that MethodImplOptions.Synchronized takes calls 'Monitor.Enter' // NOINSTR103: the first use of the thread static '_depth'

    [NoInstr]
    public static int DoInterrupt(List<int> pending, int[] masked, Ring ring, string name, object gate)
    {
        var sum = 0;
        foreach (var vector in pending) // NOINSTR103: 'foreach' calls 'List<T>.GetEnumerator'
        {
            sum += vector;
        }

        foreach (var vector in masked)
        {
            sum += vector;
        }

        lock (gate) // NOINSTR103: 'lock' calls 'Monitor.Enter'
        {
            sum++;
        }

        sum += ring[^1]; // NOINSTR103: the index from the end calls 'Ring.Count.get'
        sum += masked[^1];
        return name is "nmi" ? sum : 0; // NOINSTR103: the pattern calls 'string.operator =='
    }

    [NoInstr]
    public static void DoSyscall()
    {
        Constants.Entered++;
        Quiet.Entered++;
        _depth++; // NOINSTR103: the first use of the thread static '_depth'
        _depth++;
        _ = Vectors.All; // NOINSTR103: the first use of 'All' initializes the type 'Vectors'
        InstrumentationScope.Begin();
        _ = Vectors.All.Count;
        InstrumentationScope.End();
    }
}
