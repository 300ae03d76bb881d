using System.Collections.Immutable;

namespace NoInstr.Tests.Reference.States;

internal enum Fault
{
    NotEstablished,
    AlreadyEstablished,
    NotStanding,
    Forbidden,
    UnderScope,
}

/// <summary>Something that a function asks of whoever calls it, or, where nothing could meet it, a mistake in it.</summary>
internal sealed record Demand(Stage Stage, Fault Fault, int Line, bool IsBroken, int Depth)
{
    public bool WantsOn => Fault is Fault.NotEstablished or Fault.NotStanding;
}

/// <summary>A mistake: where, inside which demand of a callee, and with what.</summary>
internal readonly record struct Mistake(Origin At, Demand? Inner, Fault Fault, Stage Stage);

/// <summary>
/// The table of contracts: what a call demands of the states where paths stand, and does to them. Mistakes are taken down as they are met; only those
/// that are settled make their state silent.
/// </summary>
internal sealed partial class StateCalls(Contract body, bool isRelative, IReadOnlySet<Mistake> settled, ImmutableArray<int> lines)
{
    public List<(Mistake Mistake, Instruction At, Valuations Where)> Met { get; } = [];

    public List<(Demand Demand, Valuations Where)> Demands { get; } = [];

    /// <summary>The values with which paths make the call that is looked at.</summary>
    public Valuations Where { get; set; }

    public void Clear()
    {
        Met.Clear();
        Demands.Clear();
        OutOfOrder.Clear();
        Misused.Clear();
    }

    public bool IsSettledAt(Instruction at, Stage stage) => settled.Any(mistake => mistake.At.Equals(at.Origin) && mistake.Stage == stage);

    public Standing Begin(Standing standing, Instruction at)
    {
        var isSilent = standing.Rcu.IsSilent;
        Ask(ref standing, Stage.Rcu, Fault.NotEstablished, at, isSilent);
        return standing;
    }

    public Standing Call(Standing standing, Contract contract, Instruction at) => Call(standing, contract, at, token: null);

    private Standing Call(Standing standing, Contract contract, Instruction at, Taken? token)
    {
        var before = standing;
        var changes = new List<(Stage Stage, bool IsUp)>();
        foreach (var clause in contract.Clauses)
        {
            Apply(clause, ref standing, at, token, changes);
        }

        if (token is not { IsTwice: true })
        {
            CheckOrder(before, standing, changes, at);
        }

        return standing;
    }

    /// <summary>What the answer tells; null where it cannot be that one.</summary>
    public static Standing? Tell(Standing standing, Teller teller, bool answer)
    {
        var known = standing[teller.Stage];
        return answer == teller.Result ? standing.With(teller.Stage, Holds(known))
            : !teller.IsExact ? standing
            : HoldsNot(known) is { } learned ? standing.With(teller.Stage, learned)
            : null;
    }

    private static Known Holds(Known known)
    {
        var possible = known.Ways.Where(way => way.Is != false);
        if (!known.IsCounted)
        {
            return known with { Ways = possible.IsEmpty ? known.Ways.Turned(true) : possible.Began(true) };
        }

        // Of one that has begun off, and has not been counted, to be on is an effect.
        return known.Stands ? known
            : known.Min == 0 && possible.IsEmpty ? known with { Min = 1, Max = Math.Max(known.Max, 1), Told = null }
            : known is { Min: 0, Max: 0 } ? known with { Ways = possible.Began(true) }
            : known with { Told = Courses.Of(new(null, true)) };
    }

    private static Known? HoldsNot(Known known)
    {
        if (known.Stands)
        {
            return known.IsSilent ? known : null;
        }

        // Where the count is above what it began with, it is on.
        known = known with { Max = Math.Min(known.Max, 0) };
        if (known is { IsCounted: true, Min: < 0 })
        {
            return known with { Told = Courses.Of(new(null, false)) };
        }

        var possible = known.Ways.Where(way => way.Is != true);
        return !possible.IsEmpty ? known with { Ways = possible.Began(false), Told = null } : known.IsSilent ? known : null;
    }

    private void Apply(Clause clause, ref Standing standing, Instruction at, Taken? token, List<(Stage Stage, bool IsUp)> changes)
    {
        var stage = clause.Stage;
        var isSilent = standing[stage].IsSilent || token is { IsTwice: true };
        switch (clause.Kind)
        {
            case ClauseKind.Requires:
                Ask(ref standing, stage, Fault.NotEstablished, at, isSilent);
                break;
            case ClauseKind.Forbids:
                Ask(ref standing, stage, Fault.Forbidden, at, isSilent);
                break;
            case ClauseKind.Establishes:
                var isTwice = stage != Stage.Irq && Ask(ref standing, stage, Fault.AlreadyEstablished, at, isSilent);
                if (!standing[stage].Stands)
                {
                    changes.Add((stage, true));
                }

                standing = Establish(standing, stage, at, isTwice);
                break;
            case ClauseKind.Ensures when standing[stage].IsOn:
                standing = standing.With(stage, standing[stage].Pushed() with { IsSilent = false });
                break;
            case ClauseKind.Ensures:
                standing = Establish(standing, stage, at, isBroken: false);
                changes.Add((stage, true));
                break;
            case ClauseKind.Revokes:
                TearDown(ref standing, stage, at, isSilent);
                if (!standing[stage].Stands)
                {
                    changes.Add((stage, false));
                }

                break;
            case ClauseKind.Restores:
                Restore(ref standing, stage, at, token, isSilent, changes);
                break;
            case ClauseKind.Asserts:
                var isBroken = Meet(ref standing, stage, Fault.NotEstablished, at, standing[stage].IsOff, isSilent);
                var known = standing[stage];
                if (known.IsOn || known.IsOff)
                {
                    // An assertion has no effect: one that is wrong leaves the state off, and silent.
                    standing = standing.With(stage, known with { IsSilent = isBroken || (isSilent && known.IsOff) });
                    break;
                }

                known = Holds(known);
                standing = standing.With(stage, known with { IsSilent = isBroken, EstablishedIn = known.EstablishedIn | Bit(at), TornDownIn = 0 });
                changes.Add((stage, true));
                break;
        }
    }

    private Standing Establish(Standing standing, Stage stage, Instruction at, bool isBroken)
    {
        var known = standing[stage].Pushed();
        var stands = known.IsCounted || known.Now.Any(way => way.Is != false);
        known = known.IsCounted ? known.Counted(1, 1) : known with { Ways = known.Ways.Turned(true) };
        return standing.With(stage, known with { EstablishedIn = (stands ? known.EstablishedIn : UInt128.Zero) | Bit(at), TornDownIn = 0, IsFromStart = false, IsSilent = isBroken });
    }

    private void TearDown(ref Standing standing, Stage stage, Instruction at, bool isSilent)
    {
        var isBroken = Ask(ref standing, stage, Fault.NotStanding, at, isSilent);
        isBroken |= ChangeByCall(ref standing, stage, at, isSilent || isBroken);
        var known = standing[stage].Popped();
        known = known.IsCounted ? known.Counted(-1, -1) : known with { Ways = known.Ways.Turned(false) };
        standing = standing.With(stage, known with { EstablishedIn = known is { IsCounted: true, Max: > 0 } ? known.EstablishedIn : UInt128.Zero, TornDownIn = known.Stands ? known.TornDownIn : Bit(at), IsFromStart = false, IsSilent = isBroken });
    }

    private void Restore(ref Standing standing, Stage stage, Instruction at, Taken? token, bool isSilent, List<(Stage Stage, bool IsUp)> changes)
    {
        var isBroken = Ask(ref standing, stage, Fault.NotStanding, at, isSilent);
        var known = standing[stage];
        var restored = token is { Before: { } before } ? before[stage] with { Ways = Back(known.Ways, before[stage].Ways) }
            : token is null && known.Earlier is { } earlier
            ? earlier.Known with { Ways = Back(known.Ways, earlier.Known.Ways), IsFromStart = !known.IsCounted && earlier.Known.Ways.Any(way => way.IsAsItWas) }
            : known with { Ways = known.IsCounted ? known.Ways : known.Ways.Turned(true) | known.Ways.Turned(false), Min = -Known.Most, Max = Known.Most, Told = null, EstablishedIn = 0, IsFromStart = false };
        if (!restored.IsOn)
        {
            isBroken |= ChangeByCall(ref standing, stage, at, isSilent || isBroken);
            changes.Add((stage, false));
        }

        standing = standing.With(stage, restored with { TornDownIn = restored.IsOn ? UInt128.Zero : Bit(at), IsSilent = isBroken, Earlier = known.Popped().Earlier });
    }

    /// <summary>With what has become known since of how it began.</summary>
    private static Courses Back(Courses now, Courses earlier) =>
        now.All(way => way.Was == true) ? earlier.Began(true) : now.All(way => way.Was == false) ? earlier.Began(false) : earlier;

    /// <summary>A demand of each way: it is met, or a mistake, or, of what nobody has touched, passed on to whoever calls.</summary>
    public bool Ask(ref Standing standing, Stage stage, Fault fault, Instruction at, bool isSilent, Demand? inner = null)
    {
        var wantsOn = fault is Fault.NotEstablished or Fault.NotStanding;
        var known = standing[stage];
        var isBroken = known.Now.Any(way => way.Is == !wantsOn);
        if (known.Now.Any(way => way.IsUntouched))
        {
            if (body.Has(ClauseKind.Ensures, stage))
            {
                isBroken |= wantsOn;
            }
            else if (body.Entry == EntryKind.AnyContext)
            {
                isBroken |= wantsOn || stage != Stage.Irq;
            }
            else
            {
                if (!isSilent)
                {
                    Demands.Add((new Demand(stage, fault, inner?.Line ?? at.Line, IsBroken: false, 0), Where));
                }

                standing = standing.With(stage, known.Began(wantsOn));
            }
        }

        return Meet(ref standing, stage, fault, at, isBroken, isSilent, inner);
    }

    /// <summary>Whether it is a mistake that counts.</summary>
    public bool Meet(ref Standing standing, Stage stage, Fault fault, Instruction at, bool isBroken, bool isSilent, Demand? inner = null)
    {
        var mistake = new Mistake(at.Origin, inner, fault, stage);
        if (!isBroken || (isSilent && !settled.Contains(mistake)))
        {
            return false;
        }

        Met.Add((mistake, at, Where));
        if (!settled.Contains(mistake))
        {
            return false;
        }

        standing = standing.With(stage, standing[stage] with { IsSilent = true });
        return true;
    }

    public UInt128 Bit(Instruction at) => UInt128.One << lines.IndexOf(at.Line);

    private IEnumerable<int> Lines(UInt128 bits) => lines.Where((_, i) => (bits & UInt128.One << i) != 0);
}
