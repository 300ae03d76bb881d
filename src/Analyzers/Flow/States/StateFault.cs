namespace NoInstr.Analyzers.Flow;

/// <summary>What can be wrong with an entry state at an event.</summary>
internal enum StateFault
{
    /// <summary>It is required, and not established on every path.</summary>
    NotEstablished,

    /// <summary>It is established once more.</summary>
    AlreadyEstablished,

    /// <summary>It is torn down, and does not stand.</summary>
    NotStanding,

    /// <summary>It is forbidden, and established.</summary>
    Forbidden,

    /// <summary>It changes under an open scope that depends on it.</summary>
    UnderScope,
}
