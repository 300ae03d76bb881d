using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// The summaries of one compilation, made on demand. Mutually recursive bodies (a strongly connected component of the graph of expanded
/// calls) are solved together to the least fixpoint, so that the result is the same whichever of them is asked for first, and from
/// whichever thread. Cancellation throws before anything is kept.
/// </summary>
internal sealed class SummaryTable(BodyTable bodies)
{
    private const int MostRounds = 16;

    private readonly ConcurrentDictionary<IMethodSymbol, Summary> _done = new(SymbolEqualityComparer.Default);

    /// <summary>How often a body has been interpreted to make a summary: asserted by tests, to show that no caller walks a callee again.</summary>
    public int Interpretations => _interpretations;

    private int _interpretations;

    public Summary Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = ContractReader.Canonical(method);
        if (_done.TryGetValue(method, out var known))
        {
            return known;
        }

        foreach (var component in new ComponentOrder(Callees).From(method))
        {
            Solve(InSourceOrder(component), cancellation);
        }

        return _done[method];

        IEnumerable<IMethodSymbol> Callees(IMethodSymbol caller)
        {
            cancellation.ThrowIfCancellationRequested();
            return bodies.Of(caller, cancellation) is { } body ? body.Expanded.Select(ContractReader.Canonical).Where(callee => !_done.ContainsKey(callee)) : [];
        }
    }

    /// <summary>Who asks first decides in which order a component is found; it must not decide how the rounds go.</summary>
    private static List<IMethodSymbol> InSourceOrder(IReadOnlyList<IMethodSymbol> component) =>
        [.. component
            .OrderBy(method => method.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(method => method.Locations[0].SourceSpan.Start)];

    private void Solve(IReadOnlyList<IMethodSymbol> component, CancellationToken cancellation)
    {
        var current = component.ToDictionary(method => method, _ => Summary.Bottom, (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default);
        var isRecursive = component.Count > 1 || IsSelfRecursive(component[0], cancellation);
        for (var round = 0; ; round++)
        {
            var changed = false;
            foreach (var method in component)
            {
                var next = Interpret(method, current, cancellation);
                next = round >= MostRounds ? SummaryMaker.GiveUp(current[method], next) : SummaryMaker.KeepConflicts(current[method], next);

                changed |= !current[method].SameEffect(next);
                current[method] = next;
            }

            if (!isRecursive || !changed)
            {
                break;
            }
        }

        foreach (var entry in current)
        {
            _done.TryAdd(entry.Key, entry.Value);
        }
    }

    private Summary Interpret(IMethodSymbol method, Dictionary<IMethodSymbol, Summary> current, CancellationToken cancellation)
    {
        if (bodies.Of(method, cancellation) is not { } body)
        {
            return Summary.Opaque;
        }

        Interlocked.Increment(ref _interpretations);
        var (analysis, _) = Interpreter.Run(body, Depth.Zero, isRelative: true, Lookup, cancellation);
        return SummaryMaker.Make(method, analysis, Lookup);

        Summary Lookup(IMethodSymbol callee)
        {
            callee = ContractReader.Canonical(callee);
            return current.TryGetValue(callee, out var summary) ? summary : _done[callee];
        }
    }

    private bool IsSelfRecursive(IMethodSymbol method, CancellationToken cancellation) =>
        bodies.Of(method, cancellation) is { } body
        && body.Expanded.Any(callee => SymbolEqualityComparer.Default.Equals(ContractReader.Canonical(callee), method));
}
