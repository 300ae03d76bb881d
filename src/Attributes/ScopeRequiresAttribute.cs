using System;

namespace NoInstr;

/// <summary>Declares that an instrumentation scope may be open only while this state is established.</summary>
/// <remarks>
/// <para>
/// To open a scope while the state is not established is NOINSTR401. To tear the state down while a scope is open is NOINSTR408. It holds
/// for every enum that a contract of this compilation, or of a callee, names.
/// </para>
/// <para>
/// Kernel counterpart: Documentation/core-api/entry.rst: no instrumentation before RCU is watching, nor after it stops.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class ScopeRequiresAttribute : Attribute;
