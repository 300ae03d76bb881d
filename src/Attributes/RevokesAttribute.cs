using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that the states are established before the call, and not after it. They are torn down in this order.</summary>
/// <remarks>
/// <para>
/// A call where a state is not established is NOINSTR403. The body must tear down the states on every path (NOINSTR405), in this order
/// (NOINSTR404). The list itself must follow the canonical order backwards (NOINSTR404). To tear down a state that an open scope needs is
/// NOINSTR408.
/// </para>
/// <para>
/// On a delegate type or slot it binds the targets that convert to it (NOINSTR302); on a virtual or interface member, the overrides and
/// implementations (NOINSTR301). An empty list, and a list with null or with what is no enum member, is NOINSTR304.
/// </para>
/// <para>
/// Kernel counterpart: <c>exit_to_user_mode()</c>, include/linux/irq-entry-common.h: tracing first, then RCU and context tracking, then
/// lockdep.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = true,
    Inherited = false)]
public sealed class RevokesAttribute : Attribute
{
    /// <summary>Declares the states that the call tears down.</summary>
    /// <param name="states">Members of enums, in the order in which they are torn down.</param>
    public RevokesAttribute(params object[] states) => States = states ?? [];

    /// <summary>The states, in the order of the list.</summary>
    public IReadOnlyList<object> States { get; }
}
