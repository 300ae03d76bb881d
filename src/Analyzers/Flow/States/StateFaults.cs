using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

internal readonly record struct FoundFault(Event Site, StateDemand? Inner, StateFault Fault, State State);

/// <summary>
/// The mistakes of a body. A mistake makes its state silent, and a silent state hides the mistakes behind it, even around a loop, where it would hide
/// itself. So one after the other is settled, of each state the first in the order of the source, and everything is solved once more: what is settled
/// stays, and for what is settled states only grow.
/// </summary>
internal sealed class StateFaults
{
    /// <summary>Code with more mistakes than this on one state gets all that are left at once.</summary>
    private const int MostRounds = 64;

    private readonly HashSet<FoundFault> _settled = [];
    private readonly HashSet<FoundFault> _found = [];
    private int _rounds;

    /// <summary>Where one state comes by each point, the first mistake is the first that is met.</summary>
    public bool SettlesAtOnce { get; set; }

    public bool IsEmpty => _settled.Count == 0;

    /// <summary>Whether there is a mistake that is not settled.</summary>
    public bool HasFound => _found.Count > 0;

    public void Forget() => _found.Clear();

    public bool IsSettled(FoundFault fault, bool isSilent)
    {
        if (_settled.Contains(fault))
        {
            return true;
        }

        if (!isSilent)
        {
            (SettlesAtOnce ? _settled : _found).Add(fault);
        }

        return SettlesAtOnce && !isSilent;
    }

    public bool IsSettledAt(Event site, State state) => _settled.Any(fault => fault.Site == site && fault.State.Equals(state));

    /// <summary>Of each state the first.</summary>
    public void Settle()
    {
        var isLast = ++_rounds > MostRounds;
        foreach (var ofState in _found.GroupBy(static fault => fault.State))
        {
            var first = ofState
                .OrderBy(static fault => fault.Site.Syntax.SpanStart)
                .ThenBy(static fault => fault.Inner?.Event.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
                .ThenBy(static fault => fault.Inner?.Event.Syntax.SpanStart)
                .First();
            _settled.UnionWith(isLast ? ofState : [first]);
        }
    }
}
