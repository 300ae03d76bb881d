// Always-inline methods that are called all the same.
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using NoInstr;

namespace Violations.CannotBeInlined;

/// <summary>Which body runs is known at run time only, or is no body of this assembly, or runs in a state machine.</summary>
abstract class Machine
{
    [AlwaysInline]
    public abstract void EnterIdle(); // NOINSTR307: is abstract

    [AlwaysInline]
    public virtual void ExitIdle() { } // NOINSTR307: is virtual

    [AlwaysInline]
    [DllImport("firmware")]
    internal static extern void Halt(); // NOINSTR307: is extern

    [AlwaysInline]
    internal static async Task DrainAsync() => await Task.Yield(); // NOINSTR307: is async

    [AlwaysInline]
    internal static IEnumerable<int> Vectors() // NOINSTR307: is an iterator
    {
        yield return 1;
    }

    public abstract void Reset();
}

interface IClock
{
    void Adjust();
}

/// <summary>Nobody calls it but the interface.</summary>
class Tsc : IClock
{
    [AlwaysInline]
    void IClock.Adjust() { } // NOINSTR307: is virtual
}

class Arm64 : Machine
{
    [AlwaysInline]
    public override void EnterIdle() { } // NOINSTR307: is virtual

    // Nothing overrides it, so it is known where the type is.
    [AlwaysInline]
    public sealed override void ExitIdle() { }

    [NoInstr]
    public override void Reset() { }
}

/// <summary>Inlining these would never end.</summary>
static class Recursion
{
    [AlwaysInline]
    internal static void Drain(int pending)
    {
        if (pending > 0)
        {
            Drain(pending - 1); // NOINSTR307: calls itself
        }
    }

    [AlwaysInline]
    internal static void Enter(int level) => Nest(level); // NOINSTR307: leads back to 'Recursion.Enter'

    [AlwaysInline]
    internal static void Nest(int level) => Enter(level + 1); // NOINSTR307

    // Inlined into DrainClean, which is a method and calls itself.
    [AlwaysInline]
    internal static void Step(int pending) => DrainClean(pending - 1);

    [NoInstr]
    internal static void DrainClean(int pending)
    {
        if (pending > 0)
        {
            Step(pending);
        }
    }
}

/// <summary>A delegate and a function pointer need a method that can be called.</summary>
static unsafe class Targets
{
    internal static readonly Action Stored = ExitWork; // NOINSTR307: target of a delegate

    internal static readonly delegate*<void> Pointer = &ExitWork; // NOINSTR307: target of a function pointer

    internal static readonly Action Calls = () => ExitWork();

    internal static readonly string Name = nameof(ExitWork);

    internal static readonly Action Flush = [AlwaysInline] () => { }; // NOINSTR307: is a lambda

    [AlwaysInline]
    internal static void ExitWork() { }

    internal static void Register(ICollection<Action> hooks)
    {
        hooks.Add(ExitWork); // NOINSTR307
        ExitWork();
    }
}
