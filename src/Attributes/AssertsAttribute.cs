using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that the call checks the states at run time. Afterwards they are known to hold.</summary>
/// <remarks>
/// <para>
/// It is knowledge, not an effect: it counts as no change of the state. A call where a state is certainly not established is NOINSTR401.
/// The body is not asked to prove it. The list has no order.
/// </para>
/// <para>
/// On a delegate type or slot it binds the targets that convert to it (NOINSTR302); on a virtual or interface member, the overrides and
/// implementations (NOINSTR301). An empty list, and a list with null or with what is no enum member, is NOINSTR304.
/// </para>
/// <para>
/// Kernel counterpart: <c>lockdep_assert_irqs_disabled()</c>, include/linux/lockdep.h, and <c>CT_WARN_ON()</c>,
/// include/linux/context_tracking.h.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = true,
    Inherited = false)]
public sealed class AssertsAttribute : Attribute
{
    /// <summary>Declares the states that the call checks.</summary>
    /// <param name="states">Members of enums, in any order.</param>
    public AssertsAttribute(params object[] states) => States = states ?? [];

    /// <summary>The states, in the order of the list.</summary>
    public IReadOnlyList<object> States { get; }
}
