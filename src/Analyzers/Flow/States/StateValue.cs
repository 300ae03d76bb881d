using System.Collections.Immutable;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// One entry state at a point. What it may be is kept apart from what is known of it: <see cref="Start"/> says what Entry stands for, so that
/// knowledge never makes a value differ from the start. A counted state is an interval of changes since the start; what it may be follows from that.
/// </summary>
internal sealed record StateValue
{
    /// <summary>More nested pairs than this are not told apart.</summary>
    private const int MostEarlier = 16;

    public static readonly StateValue AtEntry = new();

    /// <summary>For a state that is not counted.</summary>
    public Values Set { get; init; } = Values.Entry;

    /// <summary>What it was when this body began, as far as it is declared, known, or demanded from there on. <see cref="Values.Unknown"/>: either.</summary>
    public Values Start { get; init; } = Values.Unknown;

    /// <summary>For a counted state: by how much the count differs from the start.</summary>
    public Depth Count { get; init; } = Depth.Zero;

    public bool IsCounted { get; init; }

    /// <summary>For a counted state that this body has changed: what a result says that it is now. <see cref="Values.None"/>: nothing.</summary>
    public Values Known { get; init; } = Values.None;

    /// <summary>A mistake has been reported: until its next definite event there is no other about it.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The events of this body that established it, while it stands.</summary>
    public EventSet EstablishedBy { get; init; } = EventSet.Empty;

    /// <summary>The events of this body that tore it down, until it is established again.</summary>
    public EventSet TornDownBy { get; init; } = EventSet.Empty;

    /// <summary>On some path nothing of this body has changed it yet.</summary>
    public bool IsFromStart { get; init; } = true;

    /// <summary>What it was before each call that established it, the last first: what a restore without a token goes back to. Default: not known.</summary>
    public ImmutableArray<(Values Set, Depth Count)> Earlier { get; init; } = [];

    /// <summary>What it may be, in terms of the start.</summary>
    public Values May => !IsCounted ? Set
        : Known != Values.None ? Known
        : (Count.Max > 0 ? Values.On : 0) | (Count.MayBeInRegion && Count.Max >= 0 ? Values.Entry : 0) | (Count.Min < 0 ? Values.Unknown : 0);

    public bool MayBeOn => Resolves(Values.On);

    public bool MayBeOff => Resolves(Values.Off);

    public bool IsOn => MayBeOn && !MayBeOff;

    /// <summary>A counted state that this body has established: once more, or one less, makes no difference to whether it stands.</summary>
    public bool Nests => IsCounted && Count.Min > 0;

    /// <summary>It is what it was when the body began, or as good as that.</summary>
    public bool IsAsAtStart => IsCounted ? Count == Depth.Zero
        : Start == Values.Unknown ? Set == Values.Entry
        : (Set & ~Values.Entry & ~Start) == 0;

    public StateValue Push()
    {
        var known = Earlier.IsDefault ? [] : Earlier;
        return this with { Earlier = known.Length >= MostEarlier ? default : known.Insert(0, (Set, Count)) };
    }

    public StateValue Join(StateValue other) => Equals(other) ? this : BesideChanged(other).Unite(other.BesideChanged(this));

    /// <summary>What Entry is known to stand for is not forgotten where it meets a value that this body has set: it becomes that value.</summary>
    private StateValue BesideChanged(StateValue other) =>
        !IsCounted && Start is Values.On or Values.Off && other.Start != Start && (Set & Values.Entry) != 0 && (other.Set & Values.Entry) == 0
            ? this with { Set = (Set & ~Values.Entry) | Start }
            : this;

    private StateValue Unite(StateValue other) => this with
    {
        Set = Set | other.Set,
        Start = Start | other.Start,
        Count = (Count.Join(other.Count)) with { IsSilenced = false },
        Known = Known & other.Known,
        IsSilent = IsSilent || other.IsSilent,
        EstablishedBy = EstablishedBy.Union(other.EstablishedBy),
        TornDownBy = TornDownBy.Union(other.TornDownBy),
        IsFromStart = IsFromStart || other.IsFromStart,
        Earlier = JoinEarlier(Earlier, other.Earlier),
    };

    /// <summary>A count that still moves when a back edge is taken again may be anything.</summary>
    public StateValue Widen(StateValue next) => next with { Count = Count.Widen(Count.Join(next.Count)) with { IsSilenced = false } };

    public bool Equals(StateValue? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Set == other.Set && Start == other.Start && Count == other.Count && IsCounted == other.IsCounted && Known == other.Known && IsSilent == other.IsSilent && IsFromStart == other.IsFromStart
            && EstablishedBy.Equals(other.EstablishedBy) && TornDownBy.Equals(other.TornDownBy)
            && Earlier.IsDefault == other.Earlier.IsDefault && (Earlier.IsDefault || Earlier.SequenceEqual(other.Earlier)));

    public override int GetHashCode() => ((int)Set << 8) ^ ((int)Start << 4) ^ Count.GetHashCode();

    private bool Resolves(Values wanted) => (May & wanted) != 0 || ((May & Values.Entry) != 0 && (Start & wanted) != 0);

    private static ImmutableArray<(Values Set, Depth Count)> JoinEarlier(ImmutableArray<(Values Set, Depth Count)> left, ImmutableArray<(Values Set, Depth Count)> right) =>
        left.IsDefault || right.IsDefault || left.Length != right.Length ? default
        : [.. left.Zip(right, static (one, other) => (one.Set | other.Set, one.Count.Join(other.Count) with { IsSilenced = false }))];
}
