using System;

namespace NoInstr;

/// <summary>Declares that a parameter takes over an entry token. On a method, its receiver is the token.</summary>
/// <remarks>
/// <para>
/// The argument must be a value of an <see cref="EntryTokenAttribute">[EntryToken]</see> type that is not consumed yet (NOINSTR407).
/// After the call the caller no longer has it.
/// </para>
/// <para>
/// Kernel counterpart: the parameter <c>state</c> of <c>irqentry_exit()</c> and <c>irqentry_nmi_exit()</c>,
/// include/linux/irq-entry-common.h.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method, Inherited = false)]
public sealed class ConsumesAttribute : Attribute;
