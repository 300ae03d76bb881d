// Entry token is not consumed exactly once: what an enter returns says what the matching exit has to undo.
using NoInstr;

namespace Violations.TokenNotConsumed;

sealed class Entry
{
    private IrqEntryState _pending;

    [NoInstr]
    public static void Dropped()
    {
        IrqEntry.Enter(); // NOINSTR407: is not consumed
    }

    [NoInstr]
    public static void Clean(bool traced)
    {
        var state = IrqEntry.Enter();
        if (traced)
        {
            IrqEntry.Exit(state);
            return;
        }

        Handle();
        IrqEntry.Exit(state);
    }

    [NoInstr]
    public static void OnSomePath(bool spurious)
    {
        var state = IrqEntry.Enter(); // NOINSTR407: on some path
        if (spurious)
        {
            return;
        }

        IrqEntry.Exit(state);
    }

    [NoInstr]
    public static void Twice()
    {
        var state = IrqEntry.Enter();
        IrqEntry.Exit(state);
        IrqEntry.Exit(state); // NOINSTR407: is consumed again by 'IrqEntry.Exit'
    }

    [NoInstr]
    public static void Overwritten()
    {
        var state = IrqEntry.Enter(); // NOINSTR407
        state = IrqEntry.Enter();
        IrqEntry.Exit(state);
    }

    // Whoever takes it over has to give it back.
    [NoInstr]
    public static IrqEntryState Returned() => IrqEntry.Enter();

    [NoInstr]
    public void Stored() => _pending = IrqEntry.Enter();

    [NoInstr]
    public void GivenBack() => IrqEntry.Exit(_pending);

    [NoInstr]
    private static void Handle() { }
}

[EntryToken]
readonly struct IrqEntryState;

static class IrqEntry
{
    [NoInstr, Primitive, Ensures(EntryState.Rcu)]
    public static IrqEntryState Enter() => default;

    [NoInstr, Primitive, Restores(EntryState.Rcu)]
    public static void Exit([Consumes] IrqEntryState state) { }
}
