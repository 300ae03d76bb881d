namespace NoInstr.Analyzers.Flow;

/// <summary>
/// What a state was when the body began, and what it is, on one path. A point has a set of these: that loses nothing where paths meet, and what is
/// known of the start on one path stays with what has become of it there.
/// </summary>
[Flags]
internal enum StateCases
{
    None = 0,

    /// <summary>Not known, and nothing of this body has changed it.</summary>
    Unchanged = 1,

    /// <summary>It was established, and is.</summary>
    StillOn = 2,

    /// <summary>It was not, and is not.</summary>
    StillOff = 4,

    /// <summary>Whatever it was, it is now.</summary>
    NowOn = 8,

    /// <summary>Whatever it was, it is not now.</summary>
    NowOff = 16,

    /// <summary>It was not, and is now.</summary>
    TurnedOn = 32,

    /// <summary>It was, and is not now.</summary>
    TurnedOff = 64,

    On = StillOn | NowOn | TurnedOn,
    Off = StillOff | NowOff | TurnedOff,
    AsAtStart = Unchanged | StillOn | StillOff,
}

/// <summary>What becomes of each case; the result is the union.</summary>
internal static class StateCaseSets
{
    private const StateCases WasOn = StateCases.StillOn | StateCases.TurnedOff;
    private const StateCases WasOff = StateCases.StillOff | StateCases.TurnedOn;
    private const StateCases WasEither = StateCases.Unchanged | StateCases.NowOn | StateCases.NowOff;

    public static bool Has(this StateCases cases, StateCases any) => (cases & any) != 0;

    public static StateCases On(this StateCases cases) =>
        Where(cases, WasOn, StateCases.StillOn) | Where(cases, WasOff, StateCases.TurnedOn) | Where(cases, WasEither, StateCases.NowOn);

    public static StateCases Off(this StateCases cases) =>
        Where(cases, WasOn, StateCases.TurnedOff) | Where(cases, WasOff, StateCases.StillOff) | Where(cases, WasEither, StateCases.NowOff);

    /// <summary>What nobody knows has become of it.</summary>
    public static StateCases Either(this StateCases cases) => cases.On() | cases.Off();

    /// <summary>What has not been changed is on: it has been demanded, or found out.</summary>
    public static StateCases StartsOn(this StateCases cases) => (cases & ~StateCases.Unchanged) | Where(cases, StateCases.Unchanged, StateCases.StillOn);

    public static StateCases StartsOff(this StateCases cases) => (cases & ~StateCases.Unchanged) | Where(cases, StateCases.Unchanged, StateCases.StillOff);

    /// <summary>An earlier value comes back, with what has become known of the start since.</summary>
    public static StateCases Back(this StateCases cases, StateCases earlier) =>
        (cases & ~WasOn) == 0 ? earlier.StartsOn() : (cases & ~WasOff) == 0 ? earlier.StartsOff() : earlier;

    /// <summary>
    /// The effect of a callee, each case of it after each case here: what the callee found when it began is what is here. A case that the callee has
    /// no way for has been objected to; it stays as it is, or becomes what the call leaves behind.
    /// </summary>
    public static StateCases After(this StateCases cases, StateCases effect)
    {
        var on = effect == StateCases.StillOn ? cases : cases & ~StateCases.Off;
        var off = effect == StateCases.StillOff ? cases : cases & ~StateCases.On;
        return Where(effect, StateCases.Unchanged, cases)
            | Where(effect, StateCases.StillOn, on.StartsOn())
            | Where(effect, StateCases.StillOff, off.StartsOff())
            | Where(effect, StateCases.NowOn, cases.On())
            | Where(effect, StateCases.NowOff, cases.Off())
            | Where(effect, StateCases.TurnedOn, cases.StartsOff().On())
            | Where(effect, StateCases.TurnedOff, cases.StartsOn().Off());
    }

    private static StateCases Where(StateCases cases, StateCases any, StateCases then) => cases.Has(any) ? then : StateCases.None;
}
