// Whoever calls through a base or an interface relies on its contract. Overrides and implementations inherit nothing, and must keep it.
using NoInstr;

namespace Violations.BrokenInheritance;

/// <summary>What the timekeeping of the kernel reads in the region.</summary>
interface IClock
{
    [NoInstr]
    ulong Read();

    /// <summary>Only reading it is noinstr.</summary>
    int Rate { [NoInstr] get; set; }
}

sealed class Tsc : IClock
{
    public ulong Read() => 0; // NOINSTR301: implements 'IClock.Read'

    public int Rate { get; set; } // NOINSTR301: implements 'IClock.Rate'
}

sealed class TscClean : IClock
{
    [NoInstr]
    public ulong Read() => 0;

    public int Rate { [NoInstr] get; set; }
}

/// <summary>An implementation that a base brings is one by the entry of the list, and reported there.</summary>
class Counter
{
    public ulong Read() => 0;

    [NoInstr]
    public int Rate { get; set; }
}

sealed class PmTimer :
    Counter,
    IClock; // NOINSTR301: 'Counter.Read' implements 'IClock.Read'

/// <summary>The default implementation of an interface is an implementation.</summary>
interface ICoarseClock : IClock
{
    ulong IClock.Read() => 0; // NOINSTR301
}

abstract class Chip
{
    [NoInstr]
    public abstract void Ack(int vector);

    [NoInstr]
    public virtual object Owner => this;
}

class Apic : Chip
{
    public override void Ack(int vector) { } // NOINSTR301: overrides 'Chip.Ack'

    public override Apic Owner => this; // NOINSTR301: overrides 'Chip.Owner'
}

/// <summary>A type that is noinstr covers what is in it, not what is derived from it.</summary>
[NoInstr]
class Pic : Chip
{
    public override void Ack(int vector) { }

    public override object Owner => this;
}

sealed class SlavePic : Pic
{
    public override void Ack(int vector) { } // NOINSTR301
}

/// <summary>A type parameter brings static members, too.</summary>
interface IPlatform<TSelf>
    where TSelf : IPlatform<TSelf>
{
    [NoInstr]
    static abstract void EarlyInit();
}

sealed class X86 : IPlatform<X86>
{
    public static void EarlyInit() { } // NOINSTR301
}

sealed class Arm64 : IPlatform<Arm64>
{
    [NoInstr]
    public static void EarlyInit() { }
}

/// <summary>The slots of a signature are part of the contract.</summary>
abstract class Vectors
{
    [return: NoInstr]
    public abstract Action<int>? HandlerOf(int vector);

    public abstract void Set(int vector, Action<int> handler);
}

sealed class Idt : Vectors
{
    private readonly Action<int>?[] _handlers = new Action<int>?[256];

    public override Action<int>? HandlerOf(int vector) => _handlers[vector]; // NOINSTR301: whose return value is a noinstr slot

    public override void Set(int vector, [NoInstr] Action<int> handler) => _handlers[vector] = handler; // NOINSTR301: whose parameter 'handler' is no noinstr slot
}
