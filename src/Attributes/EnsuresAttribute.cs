using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that the states are established after the call, whether or not they held before.</summary>
/// <remarks>
/// <para>
/// Those that did not hold are established in this order. A call is never a finding for it. The body must have them established at every
/// return (NOINSTR405), and may not rely on them before it established them itself: to require one that may not hold is NOINSTR401. The
/// list must follow the canonical order (NOINSTR404). A <see cref="CountedAttribute">counted</see> state cannot be ensured (NOINSTR304).
/// </para>
/// <para>
/// On a delegate type or slot it binds the targets that convert to it (NOINSTR302); on a virtual or interface member, the overrides and
/// implementations (NOINSTR301). An empty list, and a list with null or with what is no enum member, is NOINSTR304.
/// </para>
/// <para>
/// Kernel counterpart: <c>irqentry_enter()</c>, kernel/entry/common.c: it interrupts the idle task, where RCU is not watching, as well as
/// code where it is.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = true,
    Inherited = false)]
public sealed class EnsuresAttribute : Attribute
{
    /// <summary>Declares the states that hold after the call.</summary>
    /// <param name="states">Members of enums, in the order in which they are established.</param>
    public EnsuresAttribute(params object[] states) => States = states ?? [];

    /// <summary>The states, in the order of the list.</summary>
    public IReadOnlyList<object> States { get; }
}
