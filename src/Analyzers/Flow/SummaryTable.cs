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
internal sealed class SummaryTable(BodyTable bodies, UnwrittenCode unwritten, Func<ISymbol, bool>? isRoot = null)
{
    private const int MostRounds = 16;

    private readonly ConcurrentDictionary<ISymbol, Summary> _done = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>> _recursive = new(SymbolEqualityComparer.Default);

    /// <summary>How often a body has been interpreted to make a summary: asserted by tests, to show that no caller walks a callee again.</summary>
    public int Interpretations => _interpretations;

    private int _interpretations;

    /// <summary>It is made, so that the body is not needed for it any more. Of a recursion, each body is asked for once more when another one is verified.</summary>
    public bool IsSettled(ISymbol unit) => ContractReader.Canonical(unit) is var known && _done.ContainsKey(known) && !_recursive.ContainsKey(known);

    public Summary Of(ISymbol unit, CancellationToken cancellation)
    {
        unit = ContractReader.Canonical(unit);
        if (_done.TryGetValue(unit, out var known))
        {
            return known;
        }

        foreach (var component in new ComponentOrder(Callees).From(unit))
        {
            Solve(InSourceOrder(component), cancellation);
        }

        return _done[unit];

        IEnumerable<ISymbol> Callees(ISymbol caller)
        {
            cancellation.ThrowIfCancellationRequested();
            return ExpandedBy(caller, cancellation).Where(callee => !_done.ContainsKey(callee));
        }
    }

    /// <summary>
    /// The bodies that expand each other without end, the given one among them, by way of those alone that are inlined: one that is only looked
    /// into stays a call, which ends the inlining. None for one that ends.
    /// </summary>
    public IReadOnlyList<ISymbol> RecursionOf(ISymbol unit, Func<ISymbol, bool> isInlined, CancellationToken cancellation)
    {
        unit = ContractReader.Canonical(unit);
        Of(unit, cancellation);
        if (!_recursive.TryGetValue(unit, out var component))
        {
            return [];
        }

        var inlined = new HashSet<ISymbol>(component.Where(isInlined), SymbolEqualityComparer.Default);
        return new ComponentOrder(caller => ExpandedBy(caller, cancellation).Where(inlined.Contains)).From(unit).Last();
    }

    private IEnumerable<ISymbol> ExpandedBy(ISymbol unit, CancellationToken cancellation)
    {
        var expanded = unwritten.PartsOf(unit) is { } parts
            ? parts.Where(part => part.Target.NeedsSummary).Select(part => part.Target.Unit!)
            : bodies.Of(unit, cancellation)?.Summarised ?? [];
        return expanded.Select(ContractReader.Canonical);
    }

    /// <summary>Who asks first decides in which order a component is found; it must not decide how the rounds go.</summary>
    private static List<ISymbol> InSourceOrder(IReadOnlyList<ISymbol> component) =>
        [.. component
            .OrderBy(method => method.Locations.FirstOrDefault()?.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(method => method.Locations.FirstOrDefault()?.SourceSpan.Start)];

    private void Solve(IReadOnlyList<ISymbol> component, CancellationToken cancellation)
    {
        var current = component.ToDictionary(method => method, _ => Summary.Bottom, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default);
        var isRecursive = component.Count > 1 || IsSelfRecursive(component[0], cancellation);
        for (var round = 0; ; round++)
        {
            var changed = false;
            foreach (var unit in component)
            {
                var next = Interpret(unit, current, cancellation);
                next = round >= MostRounds ? SummaryMaker.GiveUp(current[unit], next) : SummaryMaker.KeepConflicts(current[unit], next);

                changed |= !current[unit].SameEffect(next);
                current[unit] = next;
            }

            if (!isRecursive || !changed)
            {
                break;
            }
        }

        foreach (var entry in current)
        {
            if (isRecursive)
            {
                _recursive.TryAdd(entry.Key, component);
            }

            _done.TryAdd(entry.Key, entry.Value);
        }
    }

    private Summary Interpret(ISymbol unit, Dictionary<ISymbol, Summary> current, CancellationToken cancellation)
    {
        if (unwritten.PartsOf(unit) is { } parts)
        {
            return SummaryMaker.MakeSequence(unit, parts, Lookup);
        }

        if (bodies.Of(unit, cancellation) is not { } body)
        {
            return Summary.Opaque;
        }

        Interlocked.Increment(ref _interpretations);
        return SummaryMaker.Make(unit, Interpreter.AnalyzeForCallers(body, isRelative: isRoot?.Invoke(unit) != true, Lookup, cancellation), Lookup);

        Summary Lookup(ISymbol callee)
        {
            callee = ContractReader.Canonical(callee);
            return current.TryGetValue(callee, out var summary) ? summary : _done[callee];
        }
    }

    private bool IsSelfRecursive(ISymbol unit, CancellationToken cancellation) =>
        ExpandedBy(unit, cancellation).Any(callee => SymbolEqualityComparer.Default.Equals(callee, unit));
}
