using System;

namespace NoInstr;

/// <summary>Declares that a state nests: it is tracked as a count, and is established while the count is above 0.</summary>
/// <remarks>
/// <para>
/// To establish it again is no finding: the count goes up by one, and each teardown takes one off. A teardown at 0 is NOINSTR403. It
/// cannot be <see cref="EnsuresAttribute">ensured</see> (NOINSTR304).
/// </para>
/// <para>
/// Kernel counterpart: the NMI and hardirq bits of the preempt count, include/linux/preempt.h: an NMI may interrupt an NMI.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class CountedAttribute : Attribute;
