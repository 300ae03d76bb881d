using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Something that a body does and a rule may care about, at one point of the evaluation order. A new construct of the language is a new
/// event (or an existing one, emitted at one more place of <see cref="EventReader"/>); nothing else in the engine knows what C# calls.
/// </summary>
internal abstract class Event(IOperation operation)
{
    public IOperation Operation { get; } = operation;

    public SyntaxNode Syntax => Operation.Syntax;

    /// <summary>Whether control may leave here into a catch or finally. Markers cannot throw, and the runtime's implicit exceptions are no events.</summary>
    public virtual bool CanThrow => false;
}

/// <summary>instrumentation_begin() or instrumentation_end(): Begin, End, Open, Dispose of an InstrumentationScope.</summary>
internal sealed class ScopeEvent(IOperation operation, IMethodSymbol marker, bool opens) : Event(operation)
{
    public IMethodSymbol Marker { get; } = marker;

    public bool Opens { get; } = opens;
}

/// <summary>Control passes to other code.</summary>
internal sealed class CallEvent(IOperation operation, CallTarget target, ImmutableArray<BoolArgument> boolArguments = default) : Event(operation)
{
    public CallTarget Target { get; } = target;

    /// <summary>The by-value bool arguments whose value a condition or a constant names: what the callee's summary is split by.</summary>
    public ImmutableArray<BoolArgument> BoolArguments { get; } = boolArguments.IsDefault ? [] : boolArguments;

    /// <summary>What the JIT expands to instructions throws nothing but implicit exceptions.</summary>
    public override bool CanThrow => Target.Kind != TargetKind.Trusted && !Target.NeverThrows;

    /// <summary>[DoesNotReturn]: paths end here; no scope needs to be closed on them.</summary>
    public bool NeverReturns => Target.NeverReturns;
}

/// <summary>An argument for a by-value bool parameter: a constant, or a condition of the caller.</summary>
internal readonly record struct BoolArgument(int Parameter, bool? Constant, Test? Test);

/// <summary>A place takes a new value: every condition over it is forgotten, and a constant is learned.</summary>
internal sealed class WriteEvent(IOperation operation, int place, Term? target, Optional<object?> constant, Term? copied) : Event(operation)
{
    public int Place { get; } = place;

    /// <summary>The term that stands for the place, where something is known of its new value.</summary>
    public Term? Target { get; } = target;

    /// <summary>A field: what reads the state of an object may read it.</summary>
    public bool IsField { get; init; }

    public Optional<object?> Constant { get; } = constant;

    public Term? Copied { get; } = copied;
}
