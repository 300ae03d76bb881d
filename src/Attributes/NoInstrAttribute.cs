using System;

namespace NoInstr;

/// <summary>Declares that code is noinstr: it calls no instrumentable code, except where an instrumentation scope is open.</summary>
/// <remarks>
/// <para>
/// On a method, constructor, accessor, operator, local function or lambda, the body is a <em>root</em>: it is verified on its own. Its
/// <em>noinstr region</em> is every point where no <see cref="InstrumentationScope"/> is open. A call from the region must go to code
/// that is noinstr or <see cref="AlwaysInlineAttribute">always-inline</see>. Anything else leaves the region: NOINSTR101 for a call,
/// NOINSTR102 for an indirect call, NOINSTR103 for a call that the compiler inserts, NOINSTR104 for an allocation, NOINSTR105 for a
/// <c>throw</c>.
/// </para>
/// <list type="table">
/// <listheader><term>On</term><description>Meaning</description></listheader>
/// <item><term>property, event</term><description>All its accessors are noinstr.</description></item>
/// <item><term>class, struct, interface, module, assembly</term><description>Every body in it is noinstr, nested types included, unless
/// a nearer <c>[NoInstr]</c>, <c>[AlwaysInline]</c> or <c>[Instrumentable]</c> says otherwise. Lambdas are never covered from outside.
/// </description></item>
/// <item><term>delegate type</term><description>A call through it stays in the region. Only noinstr targets convert to it (NOINSTR302).
/// </description></item>
/// <item><term>field, parameter, property or return value that holds a delegate or a function pointer</term><description>The same, for that
/// slot. An array, a span or an inline array of such is a table of slots.</description></item>
/// </list>
/// <para>
/// An override or implementation of a noinstr member must be noinstr too (NOINSTR301). An async method or an iterator cannot be noinstr
/// (NOINSTR303). <c>[NoInstr]</c> contradicts <c>[AlwaysInline]</c>, <c>[Instrumentable]</c> and
/// <c>MethodImplOptions.AggressiveInlining</c>, and means nothing on a slot that holds no delegate or function pointer, nor on a
/// field-like event (NOINSTR304). The JIT could inline a noinstr method into instrumentable code unless it is
/// <c>MethodImplOptions.NoInlining</c> (NOINSTR305).
/// </para>
/// <para>
/// Kernel counterpart: <c>noinstr</c>, include/linux/compiler_types.h. It puts a function into the section <c>.noinstr.text</c>, out of
/// line, with no tracing and no sanitizer; objtool checks what it calls (tools/objtool/check.c, <c>validate_call</c>). A noinstr slot is
/// the counterpart of the <c>pv_ops</c> table.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Event
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate
        | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.ReturnValue
        | AttributeTargets.Assembly | AttributeTargets.Module,
    Inherited = false)]
public sealed class NoInstrAttribute : Attribute
{
    /// <summary>
    /// The body is not verified: an assembly stub, a P/Invoke, hand-audited code. Callers trust the declaration. A state contract on
    /// it is an axiom.
    /// </summary>
    /// <remarks>
    /// Without a <see cref="Justification"/> it is NOINSTR309; so is an extern noinstr method that is not <c>Unchecked</c>, for it has no
    /// body to verify. When the body would verify, <c>Unchecked</c> is unnecessary (NOINSTR310).
    /// </remarks>
    public bool Unchecked { get; set; }

    /// <summary>Why the body may be trusted unseen. Goes with <see cref="Unchecked"/>.</summary>
    public string? Justification { get; set; }
}
