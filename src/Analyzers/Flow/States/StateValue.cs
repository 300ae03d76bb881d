using System.Collections.Immutable;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// One entry state at a point. Of a state that is not counted, what it was and is; of a counted one, an interval of changes since the start, and how it
/// may have started: what it may be follows from both.
/// </summary>
internal sealed record StateValue
{
    /// <summary>More nested pairs than this are not told apart.</summary>
    private const int MostEarlier = 16;

    /// <summary>A loop that nests a state no deeper than this, or not at all, is gone around until its count is known.</summary>
    private const int MostCounted = 2;

    public static readonly StateValue AtEntry = new();

    /// <summary>For a counted state, only how it started: one of those that are as at the start.</summary>
    public StateCases Cases { get; init; } = StateCases.Unchanged;

    /// <summary>For a counted state: by how much the count differs from the start.</summary>
    public Depth Count { get; init; } = Depth.Zero;

    public bool IsCounted { get; init; }

    /// <summary>For a counted state that this body has changed: what it may be now, where a result says more than the count. <see cref="StateCases.None"/>: it does not.</summary>
    public StateCases Known { get; init; } = StateCases.None;

    /// <summary>A mistake has been reported: until its next definite event there is no other about it.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The events of this body that established it, while it stands.</summary>
    public EventSet EstablishedBy { get; init; } = EventSet.Empty;

    /// <summary>The events of this body that tore it down, until it is established again.</summary>
    public EventSet TornDownBy { get; init; } = EventSet.Empty;

    /// <summary>On some path nothing of this body has changed it yet.</summary>
    public bool IsFromStart { get; init; } = true;

    /// <summary>What it was before each call that established it, the last first, as far as all paths have made such calls: what a restore without a token goes back to.</summary>
    public ImmutableArray<StateValue> Earlier { get; init; } = [];

    /// <summary>What it may be now. A count that is as at the start is what it started with; below, it may be anything.</summary>
    public StateCases May => !IsCounted ? Cases
        : Known != StateCases.None ? Known
        : (Count.Max > 0 ? StateCases.TurnedOn : StateCases.None)
        | (Count is { Min: <= 0, Max: >= 0 } ? Cases : StateCases.None)
        | (Count.Min < 0 ? StateCases.NowOn | StateCases.NowOff : StateCases.None);

    public bool MayBeOn => May.Has(StateCases.On | StateCases.Unchanged);

    public bool MayBeOff => May.Has(StateCases.Off | StateCases.Unchanged);

    public bool IsOn => !MayBeOff;

    public bool IsOff => !MayBeOn;

    /// <summary>A counted state that this body has established: once more, or one less, makes no difference to whether it stands.</summary>
    public bool Nests => IsCounted && Count.Min > 0;

    /// <summary>It is what it was when the body began, or as good as that.</summary>
    public bool IsAsAtStart => IsCounted ? Count == Depth.Zero : !Cases.Has(~StateCases.AsAtStart);

    /// <summary>On every path something has been done to it.</summary>
    public bool IsChanged => IsCounted ? Count.Min > 0 || Count.Max < 0 : !Cases.Has(StateCases.AsAtStart) && (IsOn || IsOff);

    public StateValue Push() => this with { Earlier = [new StateValue { Cases = Cases, Count = Count, IsCounted = IsCounted, Known = Known }, .. Earlier.Take(MostEarlier - 1)] };

    public StateValue Pop() => Earlier.IsEmpty ? this : this with { Earlier = Earlier.RemoveAt(0) };

    /// <summary>What has not been changed is on, or off: it has been demanded.</summary>
    public StateValue Starts(bool on) => this with { Cases = on ? Cases.StartsOn() : Cases.StartsOff(), Known = on ? Known.StartsOn() : Known.StartsOff() };

    public StateValue Join(StateValue other) => Equals(other) ? this : this with
    {
        Cases = Cases | other.Cases,
        Count = Count.Join(other.Count) with { IsSilenced = false },
        Known = Known == StateCases.None && other.Known == StateCases.None ? StateCases.None : May | other.May,
        IsSilent = IsSilent || other.IsSilent,
        EstablishedBy = EstablishedBy.Union(other.EstablishedBy),
        TornDownBy = TornDownBy.Union(other.TornDownBy),
        IsFromStart = IsFromStart || other.IsFromStart,
        Earlier = JoinEarlier(Earlier, other.Earlier),
    };

    /// <summary>A count that still moves when a back edge is taken again, and again, may be anything.</summary>
    public StateValue Widen(StateValue next)
    {
        var joined = Count.Join(next.Count);
        var widened = Count.Widen(joined);
        return next with { Count = new Depth(joined.Min < -MostCounted ? widened.Min : joined.Min, joined.Max > MostCounted ? widened.Max : joined.Max) };
    }

    public bool Equals(StateValue? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Cases == other.Cases && Count == other.Count && IsCounted == other.IsCounted && Known == other.Known && IsSilent == other.IsSilent && IsFromStart == other.IsFromStart
            && EstablishedBy.Equals(other.EstablishedBy) && TornDownBy.Equals(other.TornDownBy)
            && Earlier.SequenceEqual(other.Earlier));

    public override int GetHashCode() => ((int)Cases << 4) ^ Count.GetHashCode();

    private static ImmutableArray<StateValue> JoinEarlier(ImmutableArray<StateValue> left, ImmutableArray<StateValue> right) =>
        [.. left.Zip(right, static (one, other) => one.Join(other))];
}
