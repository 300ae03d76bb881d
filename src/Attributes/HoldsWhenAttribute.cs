using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares that the states hold when the member returns <see cref="Result"/>, as <c>NotNullWhen</c> does for null.</summary>
/// <remarks>
/// <para>
/// The states are established in the branch that tests for <see cref="Result"/>. This is knowledge, not an effect, and the body is not
/// asked to prove it. A body that changes a state on the returns of that result, as a TryEnter does, has this effect where the state was
/// not established before.
/// </para>
/// <para>An empty list, and a list with null or with what is no enum member, is NOINSTR304. The list has no order.</para>
/// <para>
/// Kernel counterpart: <c>is_idle_task()</c>, include/linux/sched.h (when false, RCU is watching), <c>rcu_is_watching()</c>,
/// kernel/rcu/tree.c, and <c>irqs_disabled()</c>, include/linux/irqflags.h.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class HoldsWhenAttribute : Attribute
{
    /// <summary>Declares what a result tells.</summary>
    /// <param name="result">The result that tells that the states hold.</param>
    /// <param name="states">Members of enums, in any order.</param>
    public HoldsWhenAttribute(bool result, params object[] states)
    {
        Result = result;
        States = states ?? [];
    }

    /// <summary>The result that tells that the states hold.</summary>
    public bool Result { get; }

    /// <summary>The states that hold then.</summary>
    public IReadOnlyList<object> States { get; }

    /// <summary>The other result tells that the states do not hold. Without it, the other result tells nothing.</summary>
    public bool Exact { get; set; }
}
