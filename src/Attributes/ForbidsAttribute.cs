using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that none of the states may be established at the call.</summary>
/// <remarks>
/// <para>
/// A call where one of the states is or may be established is NOINSTR406, such as scheduling in NMI context. The body starts with the
/// states not established, and must leave them so (NOINSTR405). The list has no order.
/// </para>
/// <para>
/// On a delegate type or slot it binds the targets that convert to it (NOINSTR302); on a virtual or interface member, the overrides and
/// implementations (NOINSTR301). An empty list, and a list with null or with what is no enum member, is NOINSTR304.
/// </para>
/// <para>
/// Kernel counterpart: <c>lockdep_assert_irqs_enabled()</c>, include/linux/lockdep.h, and the <c>in_nmi()</c> and <c>in_hardirq()</c>
/// checks of include/linux/preempt.h.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = true,
    Inherited = false)]
public sealed class ForbidsAttribute : Attribute
{
    /// <summary>Declares the states that a caller must not have established.</summary>
    /// <param name="states">Members of enums, in any order.</param>
    public ForbidsAttribute(params object[] states) => States = states ?? [];

    /// <summary>The states, in the order of the list.</summary>
    public IReadOnlyList<object> States { get; }
}
