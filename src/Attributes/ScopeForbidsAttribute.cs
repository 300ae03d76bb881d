using System;

namespace NoInstr;

/// <summary>Declares that an instrumentation scope may be open only while this state is not established.</summary>
/// <remarks>
/// <para>
/// To open a scope while the state is established is NOINSTR406. To establish the state while a scope is open is NOINSTR408. It holds for
/// every enum that a contract of this compilation, or of a callee, names.
/// </para>
/// <para>
/// Kernel counterpart: code between <c>guest_state_enter_irqoff()</c> and <c>guest_state_exit_irqoff()</c>, include/linux/kvm_host.h,
/// where nothing may be instrumented.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class ScopeForbidsAttribute : Attribute;
