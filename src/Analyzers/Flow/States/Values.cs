namespace NoInstr.Analyzers.Flow;

/// <summary>What a state may be at a point: a set, because paths meet.</summary>
[Flags]
internal enum Values
{
    None = 0,

    /// <summary>Whatever it was when this body began.</summary>
    Entry = 1,
    On = 2,
    Off = 4,
    Unknown = On | Off,
}
