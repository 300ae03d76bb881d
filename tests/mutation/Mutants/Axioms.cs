using Microsoft.CodeAnalysis;

namespace NoInstr.Mutation.Mutants;

/// <summary>
/// The functions whose effect on states nobody asks to be proven: primitives, and what only they call without a contract of its own, which is a part of them.
/// </summary>
internal sealed class Axioms
{
    private static readonly string[] Contracts =
        ["EntryPointAttribute", "RequiresAttribute", "ForbidsAttribute", "EstablishesAttribute", "EnsuresAttribute", "RevokesAttribute", "RestoresAttribute", "HoldsWhenAttribute"];

    private readonly HashSet<ISymbol> _all;

    public Axioms(Calls calls)
    {
        var functions = calls.Called.Concat(calls.Called.SelectMany(calls.Of).Select(static call => call.Caller));
        _all = new HashSet<ISymbol>(functions.Where(static function => Has(function, "PrimitiveAttribute")), SymbolEqualityComparer.Default);
        while (calls.Called.Where(called => IsPart(called, calls.Of(called))).ToList() is { Count: > 0 } parts)
        {
            _all.UnionWith(parts);
        }
    }

    public bool Contain(IMethodSymbol function) => _all.Contains(function);

    private bool IsPart(ISymbol function, IReadOnlyList<Call> calls) =>
        !_all.Contains(function) && calls.All(call => _all.Contains(call.Caller)) && !Contracts.Any(contract => Has(function, contract));

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(data => data.AttributeClass?.Name == attribute);
}
