using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that the states are established before the call, which puts each back to what it was earlier.</summary>
/// <remarks>
/// <para>
/// Earlier means: before the call that produced the <see cref="EntryTokenAttribute">entry token</see> which this call consumes. Without a
/// token it means: before this body last established the state; such pairs nest. When there is neither, or the token came from a
/// parameter or a field, the state is unknown afterwards.
/// </para>
/// <para>
/// A call where a state is not established is NOINSTR403. The body may leave the states as it likes; but a state that every path tears
/// down is revoked, not restored (NOINSTR405). The list must follow the canonical order backwards (NOINSTR404).
/// </para>
/// <para>
/// On a delegate type or slot it binds the targets that convert to it (NOINSTR302); on a virtual or interface member, the overrides and
/// implementations (NOINSTR301). An empty list, and a list with null or with what is no enum member, is NOINSTR304.
/// </para>
/// <para>
/// Kernel counterpart: <c>irqentry_exit()</c>, kernel/entry/common.c: with <c>state.exit_rcu</c> set RCU stops watching again, otherwise
/// it goes on.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = true,
    Inherited = false)]
public sealed class RestoresAttribute : Attribute
{
    /// <summary>Declares the states that the call puts back.</summary>
    /// <param name="states">Members of enums, in the order in which they are torn down.</param>
    public RestoresAttribute(params object[] states) => States = states ?? [];

    /// <summary>The states, in the order of the list.</summary>
    public IReadOnlyList<object> States { get; }
}
