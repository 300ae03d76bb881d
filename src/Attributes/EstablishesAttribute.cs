using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that the states are not established before the call, and are established after it, in this order.</summary>
/// <remarks>
/// <para>
/// A call where a state is already established is NOINSTR402, unless the state is <see cref="CountedAttribute">counted</see>. The body
/// must establish the states on every path (NOINSTR405), in this order (NOINSTR404). The list itself must follow the canonical order,
/// which is the declaration order of the enum (NOINSTR404); a list that mixes enums binds by its own order.
/// </para>
/// <para>
/// On a delegate type or slot it binds the targets that convert to it (NOINSTR302); on a virtual or interface member, the overrides and
/// implementations (NOINSTR301). An empty list, and a list with null or with what is no enum member, is NOINSTR304.
/// </para>
/// <para>
/// Kernel counterpart: <c>enter_from_user_mode()</c>, include/linux/irq-entry-common.h: lockdep first, then RCU and context tracking,
/// then tracing.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = true,
    Inherited = false)]
public sealed class EstablishesAttribute : Attribute
{
    /// <summary>Declares the states that the call establishes.</summary>
    /// <param name="states">Members of enums, in the order in which they are established.</param>
    public EstablishesAttribute(params object[] states) => States = states ?? [];

    /// <summary>The states, in the order of the list.</summary>
    public IReadOnlyList<object> States { get; }
}
