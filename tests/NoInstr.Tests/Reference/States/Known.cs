namespace NoInstr.Tests.Reference.States;

/// <summary>What a state was when the function began, and what it is, on one path. Null: nobody knows, and, for what it is now, nobody has touched it.</summary>
internal readonly record struct Course(bool? Was, bool? Is)
{
    public static readonly Course[] All = [new(null, null), new(true, true), new(false, false), new(null, true), new(null, false), new(false, true), new(true, false)];

    public bool IsUntouched => Is is null;

    public bool IsAsItWas => Was == Is;
}

/// <summary>The ways that a state may have gone, on the paths that have met.</summary>
internal readonly record struct Courses(int Bits)
{
    public static readonly Courses None = new(0);

    public static readonly Courses Untouched = Of(new(null, null));

    public bool IsEmpty => Bits == 0;

    public static Courses Of(Course way) => new(1 << Array.IndexOf(Course.All, way));

    public static Courses operator |(Courses left, Courses right) => new(left.Bits | right.Bits);

    public bool Any(Func<Course, bool> holds)
    {
        for (var i = 0; i < Course.All.Length; i++)
        {
            if ((Bits & 1 << i) != 0 && holds(Course.All[i]))
            {
                return true;
            }
        }

        return false;
    }

    public bool All(Func<Course, bool> holds) => !Any(way => !holds(way));

    public Courses Where(Func<Course, bool> holds) => Each(way => holds(way) ? Of(way) : None);

    public Courses Each(Func<Course, Courses> change)
    {
        var changed = None;
        for (var i = 0; i < Course.All.Length; i++)
        {
            changed |= (Bits & 1 << i) != 0 ? change(Course.All[i]) : None;
        }

        return changed;
    }

    public Courses Turned(bool on) => Each(way => Of(way with { Is = on }));

    /// <summary>It is found out, or demanded, that what nobody has touched is on, or off.</summary>
    public Courses Began(bool on) => Each(way => Of(way.IsUntouched ? new Course(on, on) : way));
}

/// <summary>What a state was before the calls that established it, the last first, as far as all paths have made such calls.</summary>
internal sealed record Earlier(Known Known, Earlier? Next)
{
    public static Earlier? Join(Earlier? left, Earlier? right) => left is null || right is null ? null : new Earlier(left.Known.Join(right.Known), Join(left.Next, right.Next));
}

/// <summary>A state where paths stand. Of one that nests: how often it was established since the function began, and how it began.</summary>
internal sealed record Known
{
    /// <summary>Beyond this it is only counted that there is more.</summary>
    public const int Most = 12;

    public bool IsCounted { get; init; }

    public Courses Ways { get; init; } = Courses.Untouched;

    public int Min { get; init; }

    public int Max { get; init; }

    /// <summary>Of one that nests and has been counted: what it may be, where somebody told more than the count does.</summary>
    public Courses? Told { get; init; }

    public bool IsSilent { get; init; }

    /// <summary>The lines that established it, while it stands, as bits.</summary>
    public UInt128 EstablishedIn { get; init; }

    public UInt128 TornDownIn { get; init; }

    public bool IsFromStart { get; init; } = true;

    public Earlier? Earlier { get; init; }

    /// <summary>What it may be, whether it is counted or not.</summary>
    public Courses Now => !IsCounted ? Ways
        : Told is { } told ? told
        : (Max > 0 ? Courses.Of(new(false, true)) : Courses.None)
        | (Min <= 0 && Max >= 0 ? Ways : Courses.None)
        | (Min < 0 ? Courses.Of(new(null, true)) | Courses.Of(new(null, false)) : Courses.None);

    public bool IsOn => Now.All(way => way.Is == true);

    public bool IsOff => Now.All(way => way.Is == false);

    public bool IsAsItWas => IsCounted ? Min == 0 && Max == 0 : Ways.All(way => way.IsAsItWas);

    public Known Join(Known other) => this == other ? this : this with
    {
        Ways = Ways | other.Ways,
        Min = Math.Min(Min, other.Min),
        Max = Math.Max(Max, other.Max),
        Told = Told is null && other.Told is null ? null : Now | other.Now,
        IsSilent = IsSilent || other.IsSilent,
        EstablishedIn = EstablishedIn | other.EstablishedIn,
        TornDownIn = TornDownIn | other.TornDownIn,
        IsFromStart = IsFromStart || other.IsFromStart,
        Earlier = Earlier.Join(Earlier, other.Earlier),
    };

    /// <summary>One that nests stands, whether it is established once more, or torn down once less often.</summary>
    public bool Stands => IsCounted && Min > 0;

    public Known Counted(int min, int max) => this with
    {
        Min = Math.Clamp(Min + min, -Most, Most),
        Max = Math.Clamp(Max + max, -Most, Most),
        Told = min == 0 && max == 0 ? Told : null,
    };

    public Known Began(bool on) => this with { Ways = Ways.Began(on), Told = Told?.Began(on) };

    public Known Pushed() => this with { Earlier = new Earlier(new Known { IsCounted = IsCounted, Ways = Ways, Min = Min, Max = Max, Told = Told }, Earlier) };

    public Known Popped() => Earlier is null ? this : this with { Earlier = Earlier.Next };
}

/// <summary>Where paths stand: the three states, and how many scopes are open.</summary>
internal sealed record Standing(Known Lockdep, Known Rcu, Known Irq, int Depth)
{
    public Tokens? Tokens { get; init; }

    public Known this[Stage stage] => stage switch { Stage.Lockdep => Lockdep, Stage.Rcu => Rcu, _ => Irq };

    public static Standing Of(Contract contract) => new(Start(contract, Stage.Lockdep), Start(contract, Stage.Rcu), Start(contract, Stage.Irq), 0);

    public Standing With(Stage stage, Known known) => stage switch
    {
        Stage.Lockdep => this with { Lockdep = known },
        Stage.Rcu => this with { Rcu = known },
        _ => this with { Irq = known },
    };

    public Standing Join(Standing other) => new(Lockdep.Join(other.Lockdep), Rcu.Join(other.Rcu), Irq.Join(other.Irq), Math.Max(Depth, other.Depth)) { Tokens = Tokens.Join(other.Tokens) };

    /// <summary>The table of starts.</summary>
    private static Known Start(Contract contract, Stage stage)
    {
        bool? start = contract.Entry != EntryKind.None && contract.Listed.Contains(stage) ? true
            : contract.Has(ClauseKind.Requires, stage) || contract.Has(ClauseKind.Revokes, stage) || contract.Has(ClauseKind.Restores, stage) ? true
            : contract.Has(ClauseKind.Forbids, stage) || (contract.Has(ClauseKind.Establishes, stage) && stage != Stage.Irq) ? false
            : contract.Entry == EntryKind.Known ? false
            : null;
        return new Known { IsCounted = stage == Stage.Irq, Ways = Courses.Of(new(start, start)) };
    }
}
