using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Something that a body does and a rule may care about, at one point of the evaluation order. A new construct of the language is a new
/// event (or an existing one, emitted at one more place of <see cref="EventReader"/>); nothing else in the engine knows what C# calls.
/// </summary>
internal abstract class Event(SyntaxNode syntax, SyntaxNodeOrToken? at = null)
{
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>Where a finding is shown: the token that names the callee, or the construct that does it.</summary>
    public Location At => (at ?? CalleeToken.Of(Syntax)).GetLocation()!;

    /// <summary>Whether control may leave here into a catch or finally. Markers cannot throw, and the runtime's implicit exceptions are no events.</summary>
    public virtual bool CanThrow => false;
}

/// <summary>instrumentation_begin() or instrumentation_end(): Begin, End, Open, Dispose of an InstrumentationScope.</summary>
internal sealed class ScopeEvent(SyntaxNode syntax, IMethodSymbol marker, bool opens) : Event(syntax)
{
    public IMethodSymbol Marker { get; } = marker;

    public bool Opens { get; } = opens;
}

/// <summary>Control passes to other code.</summary>
internal sealed class CallEvent(SyntaxNode syntax, CallTarget target, Construct? construct = null) : Event(syntax, construct?.At)
{
    public CallTarget Target { get; } = target;

    /// <summary>What the compiler or the runtime inserts the call for; null when a token of the source names the callee.</summary>
    public Construct? Construct { get; } = construct;

    /// <summary>The by-value bool arguments whose value a condition or a constant names: what the callee's summary is split by.</summary>
    public ImmutableArray<BoolArgument> BoolArguments { get; init; } = [];

    /// <summary>Happens at the first use only: the term is true on paths that have been through one.</summary>
    public Term? FirstUse { get; init; }

    /// <summary>The entry tokens that it produces and consumes.</summary>
    public TokenUse Tokens { get; init; } = TokenUse.None;

    /// <summary>What the JIT expands to instructions throws nothing but implicit exceptions.</summary>
    public override bool CanThrow => Target.Kind != TargetKind.Trusted && !Target.NeverThrows;

    /// <summary>[DoesNotReturn]: paths end here; no scope needs to be closed on them.</summary>
    public bool NeverReturns => Target.NeverReturns;
}

/// <summary>An argument for a by-value bool parameter: a constant, or a condition of the caller.</summary>
internal readonly record struct BoolArgument(int Parameter, bool? Constant, Test? Test);

internal enum AllocationKind
{
    Object,
    AnonymousObject,
    Array,
    ParamsArray,
    Collection,
    Box,
    Delegate,
    Closure,
    ExpressionTree,
    StateMachine,
    Text,
}

/// <summary>The runtime allocates memory.</summary>
internal sealed class AllocationEvent(SyntaxNode syntax, AllocationKind kind, ISymbol? of, SyntaxNodeOrToken? at = null) : Event(syntax, at)
{
    public AllocationKind Kind { get; } = kind;

    /// <summary>The type of what is allocated; the variable that a closure holds; the method whose state machine it is.</summary>
    public ISymbol? Of { get; } = of;
}

/// <summary>A <c>throw</c>, or a <c>switch</c> expression that no arm matches. Where the exception goes is the graph's business.</summary>
internal sealed class ThrowEvent(SyntaxNode syntax, SyntaxNodeOrToken at) : Event(syntax, at);

/// <summary>The end of a <c>switch</c> expression whose arms take every value: the graph has it, control never comes here.</summary>
internal sealed class UnreachableEvent(SyntaxNode syntax) : Event(syntax);

/// <summary>A construct that the engine does not know: it may run anything.</summary>
internal sealed class UnknownEvent(SyntaxNode syntax, string what, SyntaxNodeOrToken? at = null) : Event(syntax, at ?? syntax)
{
    public string What { get; } = what;

    public override bool CanThrow => true;
}

/// <summary>A place takes a new value: every condition over it is forgotten, and a constant is learned.</summary>
internal sealed class WriteEvent(SyntaxNode syntax, int place, Term? target, Optional<object?> constant, Term? copied) : Event(syntax)
{
    public int Place { get; } = place;

    /// <summary>The term that stands for the place, where something is known of its new value.</summary>
    public Term? Target { get; } = target;

    /// <summary>A field: what reads the state of an object may read it.</summary>
    public bool IsField { get; init; }

    public Optional<object?> Constant { get; } = constant;

    public Term? Copied { get; } = copied;

    /// <summary>Through a reference that a callee has: an entry token in it is still there. One that the callee produces is put there by the call itself.</summary>
    public bool KeepsTokens { get; init; }

    /// <summary>What the new value tells of entry states.</summary>
    public StateTest? Meaning { get; init; }
}

/// <summary>An entry token goes from one place to another, or, with no other, to where nothing tracks it: returned, stored, captured.</summary>
internal sealed class TokenEvent(SyntaxNode syntax, int from, int? to) : Event(syntax)
{
    public int From { get; } = from;

    public int? To { get; } = to;

    /// <summary>The place that it comes from still has it: two names for one value.</summary>
    public bool IsAlias { get; init; }

    /// <summary>Whoever else has it now may consume it, or not.</summary>
    public bool IsShared { get; init; }
}
