using System;

namespace NoInstr;

/// <summary>Declares that the state contract is an axiom: the body is not asked to prove it.</summary>
/// <remarks>
/// <para>
/// The region rules still hold for a noinstr body. Abstract, interface and extern members and those that are <see
/// cref="NoInstrAttribute.Unchecked"/> are axioms too. Every other body with a state contract is a transition and must prove it
/// (NOINSTR404, NOINSTR405).
/// </para>
/// <para>
/// Kernel counterpart: the leaves that change the state itself, such as <c>lockdep_hardirqs_off()</c> (include/linux/irqflags.h),
/// <c>ct_nmi_enter()</c> (kernel/context_tracking.c) and <c>__preempt_count_add()</c> (arch/x86/include/asm/preempt.h).
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
public sealed class PrimitiveAttribute : Attribute;
