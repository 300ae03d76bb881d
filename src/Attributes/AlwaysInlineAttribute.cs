using System;

namespace NoInstr;

/// <summary>Declares that a body counts as part of each caller. It has no region contract of its own.</summary>
/// <remarks>
/// <para>
/// The body is verified in each noinstr caller, with the caller's scope depth and entry state. A finding inside it is reported at the
/// call in the root. The callee's construct is an additional location, and the message names the chain (<c>do_syscall → exit_work →
/// trace_sys_exit</c>). The body may open a scope that its caller closes, or close one that its caller opened; a net change of depth that
/// differs between its paths is NOINSTR203. It may declare a state contract, which is honoured.
/// </para>
/// <para>
/// A method that cannot be inlined is NOINSTR307: virtual, abstract, extern, recursive, async, an iterator, or used as a delegate. The
/// JIT inlines it for certain only with <c>MethodImplOptions.AggressiveInlining</c> (NOINSTR306). A visible one that calls instrumentable
/// code cannot be verified in other assemblies, which do not see its body (NOINSTR308). <c>[AlwaysInline]</c> contradicts
/// <c>[NoInstr]</c> and <c>[Instrumentable]</c> (NOINSTR304).
/// </para>
/// <para>
/// Kernel counterpart: <c>__always_inline</c>, include/linux/compiler_attributes.h. Plain <c>inline</c> is not enough there either: the
/// compiler may move such a function out of line, into a section that can be instrumented.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
public sealed class AlwaysInlineAttribute : Attribute;
