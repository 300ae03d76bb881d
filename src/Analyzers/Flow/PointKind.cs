using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>What rules may object to. A summary keeps one representative of each: it breaks its rule wherever any other of the kind does.</summary>
internal enum PointKind
{
    LeavingCall,
    IndirectCall,
    InsertedCall,
    Allocation,
    Throw,
    Unknown,
    Begin,
    End,
}

internal static class PointKinds
{
    public static PointKind? Of(Event happened) => happened switch
    {
        ScopeEvent scope => scope.Opens ? PointKind.Begin : PointKind.End,
        CallEvent { Target.Kind: TargetKind.Leaves or TargetKind.Indirect, Construct: not null } => PointKind.InsertedCall,
        CallEvent { Target.Kind: TargetKind.Leaves } => PointKind.LeavingCall,
        CallEvent { Target.Kind: TargetKind.Indirect } => PointKind.IndirectCall,
        AllocationEvent => PointKind.Allocation,
        ThrowEvent => PointKind.Throw,
        UnknownEvent => PointKind.Unknown,
        _ => null,
    };

    /// <summary>Whether a rule may object to this kind at this depth.</summary>
    public static bool MayOffend(this PointKind kind, Depth depth) => kind switch
    {
        PointKind.Begin => depth.Min > 0,
        PointKind.End => depth.Max <= 0,
        _ => depth.MayBeInRegion,
    };

    public static bool IsWorse(this PointKind kind, Depth candidate, Depth known) => kind switch
    {
        PointKind.Begin => candidate.Min > known.Min,
        PointKind.End => candidate.Max < known.Max,
        _ => candidate.Min < known.Min,
    };
}
