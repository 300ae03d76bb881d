namespace NoInstr.Tests.Reference.States;

/// <summary>A set of values of all flags and of <c>v</c>: for each value of <c>v</c>, a bit for each combination of the flags.</summary>
internal readonly record struct Valuations(ulong Other, ulong One, ulong Two, ulong Three)
{
    private static readonly ulong[] Where = [.. Enum.GetValues<Flag>().Select(flag => Bits(combination => (combination & Point.Bit(flag)) != 0))];

    /// <summary>All values of the parameters; the locals are false.</summary>
    public static readonly Valuations Start = All(Bits(combination => combination < 8));

    public static readonly Valuations None = default;

    public bool IsEmpty => (Other | One | Two | Three) == 0;

    public static Valuations operator |(Valuations left, Valuations right) => new(left.Other | right.Other, left.One | right.One, left.Two | right.Two, left.Three | right.Three);

    public static Valuations operator &(Valuations left, Valuations right) => new(left.Other & right.Other, left.One & right.One, left.Two & right.Two, left.Three & right.Three);

    public static Valuations operator ~(Valuations set) => new(~set.Other, ~set.One, ~set.Two, ~set.Three);

    /// <summary>Those in which the flag has the value.</summary>
    public Valuations When(Flag flag, bool value) => this & All(value ? Where[(int)flag] : ~Where[(int)flag]);

    public Valuations WhenCase(int v) => this & new Valuations(v == 0 ? ~0UL : 0, v == 1 ? ~0UL : 0, v == 2 ? ~0UL : 0, v == 3 ? ~0UL : 0);

    public Valuations With(Flag flag, bool value) => Each(bits => value
        ? (bits & Where[(int)flag]) | ((bits & ~Where[(int)flag]) << Point.Bit(flag))
        : (bits & ~Where[(int)flag]) | ((bits & Where[(int)flag]) >> Point.Bit(flag)));

    /// <summary>Those that differ in these only, too.</summary>
    public Valuations Vary(int mask)
    {
        var varied = this;
        foreach (var flag in Enum.GetValues<Flag>())
        {
            varied = (mask & Point.Bit(flag)) == 0 ? varied : varied.With(flag, true) | varied.With(flag, false);
        }

        return (mask & Point.CaseBit) == 0 ? varied : All(varied.Other | varied.One | varied.Two | varied.Three);
    }

    private static Valuations All(ulong bits) => new(bits, bits, bits, bits);

    private static ulong Bits(Func<int, bool> isIn) => Enumerable.Range(0, 64).Where(isIn).Aggregate(0UL, (bits, combination) => bits | 1UL << combination);

    private Valuations Each(Func<ulong, ulong> change) => new(change(Other), change(One), change(Two), change(Three));
}
