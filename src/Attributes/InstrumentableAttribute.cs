using System;

namespace NoInstr;

/// <summary>Declares that code may be instrumented: it is not noinstr, whatever the type, module or assembly around it says.</summary>
/// <remarks>
/// <para>
/// It opts out of an outer <see cref="NoInstrAttribute"/>. It also pins a method that must never become noinstr, because it logs, locks,
/// allocates or is traced by design. On a property or event it covers all accessors; on a type, module or assembly every body in it,
/// unless a nearer attribute says otherwise.
/// </para>
/// <para>
/// A call to it from a noinstr region is NOINSTR101; the way to call it is an open <see cref="InstrumentationScope"/>. It does not
/// convert to a noinstr delegate or slot (NOINSTR302), and contradicts <c>[NoInstr]</c> and <c>[AlwaysInline]</c> on the same body
/// (NOINSTR304).
/// </para>
/// <para>
/// Kernel counterpart: none is written. Every function outside the sections <c>.noinstr.text</c>, <c>.entry.text</c> and
/// <c>.cpuidle.text</c> is instrumentable.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Event
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface
        | AttributeTargets.Assembly | AttributeTargets.Module,
    Inherited = false)]
public sealed class InstrumentableAttribute : Attribute;
