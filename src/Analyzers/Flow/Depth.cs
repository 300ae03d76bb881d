namespace NoInstr.Analyzers.Flow;

/// <summary>
/// How many instrumentation scopes are open at a point: an interval, because paths may differ. The order is inclusion, the join the convex
/// hull; <see cref="Limit"/> bounds both ends, and <see cref="Widen"/> jumps there, so that a loop that only begins ends the analysis.
/// A silenced interval stems from a meeting of different depths that has been reported (NOINSTR203): until the next marker it says no
/// more than where the region may be.
/// </summary>
internal readonly record struct Depth(int Min, int Max, bool IsSilenced = false)
{
    /// <summary>Deeper than any scope is nested by hand; an unbalanced helper that is called twice by its caller, thirty times over, is not.</summary>
    public const int Limit = 1 << 16;

    public static readonly Depth Zero = new(0, 0);

    public static readonly Depth One = new(1, 1);

    public static readonly Depth MinusOne = new(-1, -1);

    /// <summary>Nothing is known, and nothing more is to be said about it.</summary>
    public static readonly Depth Any = new(-Limit, Limit, IsSilenced: true);

    /// <summary>Some path is in the region: no scope is open.</summary>
    public bool MayBeInRegion => Min <= 0;

    public bool IsExact => Min == Max;

    public bool IsInRegion => Max <= 0;

    public static Depth Of(int depth) => new(depth, depth);

    public Depth Shift(Depth by) => new(Add(Min, by.Min), Add(Max, by.Max), (IsSilenced && by == Zero) || by.IsSilenced);

    /// <summary>Where the body is a root, nothing is open below zero: an unmatched End is reported and then forgotten.</summary>
    public Depth AtLeastZero() => this with { Min = Math.Max(0, Min), Max = Math.Max(0, Max) };

    public Depth Join(Depth other) =>
        this == other ? this : new(Math.Min(Min, other.Min), Math.Max(Max, other.Max), IsSilenced || other.IsSilenced || !SameRange(other));

    /// <summary>Bounds that still move when a back edge is taken again move to the limit.</summary>
    public Depth Widen(Depth next) =>
        new(next.Min < Min ? -Limit : next.Min, next.Max > Max ? Limit : next.Max, next.IsSilenced);

    public bool SameRange(Depth other) => Min == other.Min && Max == other.Max;

    /// <summary>klint's notation: <c>0</c>, <c>0..1</c>; an asterisk where silenced.</summary>
    public override string ToString() => (Min == Max ? $"{Min}" : $"{Show(Min)}..{Show(Max)}") + (IsSilenced ? "*" : "");

    private static string Show(int bound) => bound switch { Limit => "∞", -Limit => "-∞", _ => bound.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    /// <summary>A bound at the limit stands for any depth beyond: it stays there.</summary>
    private static int Add(int bound, int by) =>
        Math.Abs(bound) == Limit ? bound
        : Math.Abs(by) == Limit ? by
        : Math.Min(Limit, Math.Max(-Limit, bound + by));
}
