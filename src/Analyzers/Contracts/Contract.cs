namespace NoInstr.Analyzers.Contracts;

/// <summary>What a body promises about instrumentation.</summary>
internal enum Region
{
    /// <summary>Nothing is declared, on the member or around it: instrumentable, and it could be marked otherwise.</summary>
    Undeclared,

    /// <summary>noinstr: the body is a root, verified on its own; calls to it stay in the region.</summary>
    NoInstr,

    /// <summary>__always_inline: the body counts as part of each caller.</summary>
    AlwaysInline,

    /// <summary>Declared to be instrumentable, against any outer [NoInstr].</summary>
    Instrumentable,
}

/// <summary>The nearest region contract of a member. <c>Unchecked</c>: declared noinstr, but the body is not verified.</summary>
internal readonly record struct Contract(Region Region, bool Unchecked = false)
{
    public static readonly Contract None = new(Region.Undeclared);
}
