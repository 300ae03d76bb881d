using System;

namespace NoInstr;

/// <summary>Declares a type whose values are entry tokens: what an enter returns and the matching exit takes.</summary>
/// <remarks>
/// <para>
/// Every value produced is consumed exactly once on every path that returns; otherwise it is NOINSTR407: not consumed on some path,
/// consumed twice, or dropped. A token is produced as the result or an <c>out</c> argument of a call. A copy moves it. It is consumed
/// when it is passed to a <see cref="ConsumesAttribute">[Consumes]</see> parameter, returned, assigned to an <c>out</c> parameter, or
/// stored in a field, an array or a closure. A path that ends in a <c>throw</c> need not consume it.
/// </para>
/// <para>
/// The token also remembers the states from before the call that produced it. The call that consumes it <see
/// cref="RestoresAttribute">restores</see> them.
/// </para>
/// <para>Kernel counterpart: <c>irqentry_state_t</c>, include/linux/irq-entry-common.h.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
public sealed class EntryTokenAttribute : Attribute;
