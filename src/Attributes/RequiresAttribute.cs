using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that each state must be established at the call.</summary>
/// <remarks>
/// <para>
/// A call where a state is not established on every path is NOINSTR401. The body starts with the states established, and must leave them
/// so (NOINSTR405). The list has no order.
/// </para>
/// <para>
/// On a delegate type or slot it binds the targets that convert to it (NOINSTR302); on a virtual or interface member, the overrides and
/// implementations (NOINSTR301). An empty list, and a list with null or with what is no enum member, is NOINSTR304.
/// </para>
/// <para>
/// Kernel counterpart: <c>lockdep_assert_irqs_disabled()</c>, include/linux/lockdep.h, and <c>RCU_LOCKDEP_WARN(!rcu_is_watching(),
/// …)</c>, include/linux/rcupdate.h: assertions that see only the paths that run.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = true,
    Inherited = false)]
public sealed class RequiresAttribute : Attribute
{
    /// <summary>Declares the states that a caller must have established.</summary>
    /// <param name="states">Members of enums, in any order.</param>
    public RequiresAttribute(params object[] states) => States = states ?? [];

    /// <summary>The states, in the order of the list.</summary>
    public IReadOnlyList<object> States { get; }
}
