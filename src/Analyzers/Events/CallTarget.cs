using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

internal enum TargetKind
{
    /// <summary>Declared noinstr, on a safe list of the project, or a noinstr slot: the call stays in the region (objtool: the callee's section is noinstr).</summary>
    NoInstr,

    /// <summary>Compiled to instructions: no call is left.</summary>
    Trusted,

    /// <summary>[AlwaysInline], or code that nobody wrote a body for: the callee's summary is applied at the call.</summary>
    Inlined,

    /// <summary>A local function without an annotation: part of the body that contains it.</summary>
    LocalFunction,

    /// <summary>A known method that is none of these.</summary>
    Leaves,

    /// <summary>The target is not known statically (objtool: insn_call_dest() is NULL, printed as {dynamic}).</summary>
    Indirect,
}

internal enum IndirectKind
{
    None,
    Delegate,
    FunctionPointer,
    Dynamic,
    Virtual,
    Interface,
    TypeParameter,

    /// <summary>The runtime finds, and at first allocates, the storage of a thread static.</summary>
    ThreadStatic,
}

/// <summary>Where a call goes, as far as contracts say.</summary>
internal sealed record CallTarget(TargetKind Kind, IMethodSymbol? Method, Region Declared = Region.Undeclared, IndirectKind Indirect = IndirectKind.None)
{
    /// <summary>
    /// The code that an expanded call stands for: the method's body, or, for what has no body of its own to read, the field, property or
    /// event whose initialiser runs, or the type whose static initialisation does.
    /// </summary>
    public ISymbol? Unit { get; init; } = Method;

    /// <summary>What a delegate is called through, each with a contract of its own: its type, and the slot that it is read from.</summary>
    public ImmutableArray<ISymbol> Through { get; init; } = [];

    /// <summary>What the call declares about entry states: the callee's contract, or that of the delegate type and the slot together.</summary>
    public StateContract States { get; init; } = StateContract.None;

    /// <summary>Its body is here, and what it demands of entry states, or does to them, is not all declared: the caller needs its summary.</summary>
    public bool HasStateSummary { get; init; }

    public bool NeverReturns { get; init; }

    /// <summary>Changes nothing that anybody can see: [Pure], or compiled to instructions.</summary>
    public bool IsPure { get; init; }

    /// <summary>A primitive changes state and does nothing that could fail.</summary>
    public bool NeverThrows { get; init; }

    public bool StaysInRegion => Kind is TargetKind.NoInstr or TargetKind.Trusted;

    public bool IsExpanded => Kind is TargetKind.Inlined or TargetKind.LocalFunction;

    public bool NeedsSummary => IsExpanded || HasStateSummary;
}
