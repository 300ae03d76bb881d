using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>A noinstr body and the verdict on it.</summary>
internal sealed record VerifiedRoot(ISymbol Symbol, Body Body, ImmutableArray<Finding> Findings);

/// <summary>For whoever explains the verdicts.</summary>
internal sealed partial class Verifier
{
    /// <summary>Every root that was verified; null where nobody asks for an explanation.</summary>
    public ConcurrentQueue<VerifiedRoot>? Verified { get; init; }

    /// <summary>Null for what has no code here.</summary>
    public Body? BodyOf(ISymbol unit, CancellationToken cancellation) => _bodies.Of(unit, cancellation);

    /// <summary>What a body, or code that nobody wrote, goes through; with no entry state it is a root. Empty for what has no code here.</summary>
    public ImmutableArray<Step> StepsOf(ISymbol unit, PathState? entry, CancellationToken cancellation)
    {
        if (_unwritten.PartsOf(unit) is { } parts)
        {
            var state = entry ?? new PathState(Facts.None, Depth.Zero);
            return [.. parts.Select(part => new Step(part, state))];
        }

        return _bodies.Of(unit, cancellation) is { } body
            ? Interpreter.Steps(body, entry, callee => Summaries.Of(callee, cancellation), cancellation)
            : [];
    }
}
