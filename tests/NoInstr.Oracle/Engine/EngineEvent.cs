using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Oracle.Engine;

internal enum EventKind
{
    Call,
    Allocation,
    Throw,

    /// <summary>The engine says that it does not know: whatever the construct calls is reported.</summary>
    Unknown,
}

internal enum Allocated
{
    Nothing,
    Object,
    AnonymousObject,
    Array,
    Collection,
    Box,
    Delegate,
    Closure,
    ExpressionTree,
    StateMachine,
    Text,
}

/// <summary>
/// An event as the oracle sees it. <paramref name="Keys"/> are the names under which the IL may call what it says; none where no call belongs to it (boxing, a new array).
/// </summary>
internal sealed record EngineEvent(EventKind Kind, ImmutableArray<string> Keys, IMethodSymbol? Callee, SyntaxNode Syntax)
{
    public Allocated Allocated { get; init; }

    /// <summary>The compiler picks the callee; no token of the source names it.</summary>
    public bool IsInserted { get; init; }
}
