using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Mutation.Mutants;

/// <summary>
/// The functions whose effect on states nobody asks to be proven: primitives, what restores by a token, and what only they call without a contract of its own,
/// which is a part of them.
/// </summary>
internal sealed class Axioms
{
    private static readonly string[] Contracts =
        ["EntryPointAttribute", "RequiresAttribute", "ForbidsAttribute", "EstablishesAttribute", "EnsuresAttribute", "RevokesAttribute", "RestoresAttribute", "HoldsWhenAttribute"];

    private readonly HashSet<ISymbol> _all = new(SymbolEqualityComparer.Default);

    public Axioms(CSharpCompilation model)
    {
        var callers = CallersIn(model);
        _all.UnionWith(callers.Values.SelectMany(static all => all).Concat(callers.Keys).Where(static function => Has(function, "PrimitiveAttribute") || Has(function, "RestoresAttribute")));
        while (callers.Where(called => IsPart(called.Key, called.Value)).Select(called => called.Key).ToList() is { Count: > 0 } parts)
        {
            _all.UnionWith(parts);
        }
    }

    public bool Contain(IMethodSymbol function) => _all.Contains(function);

    private bool IsPart(ISymbol function, HashSet<ISymbol> callers) =>
        !_all.Contains(function) && callers.All(_all.Contains) && !Contracts.Any(contract => Has(function, contract));

    /// <summary>Of what the kernel and its machine call: a scenario that calls a function to show it does not use it.</summary>
    private static Dictionary<ISymbol, HashSet<ISymbol>> CallersIn(CSharpCompilation model)
    {
        var callers = new Dictionary<ISymbol, HashSet<ISymbol>>(SymbolEqualityComparer.Default);
        foreach (var tree in model.SyntaxTrees.Where(static tree => Mutator.IsOfTheKernel(tree) || tree.FilePath.StartsWith("Machine/", StringComparison.Ordinal)))
        {
            var semantics = model.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (semantics.GetSymbolInfo(name).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } called
                    && semantics.GetEnclosingSymbol(name.SpanStart) is { } caller)
                {
                    var known = callers.TryGetValue(called.OriginalDefinition, out var all) ? all : callers[called.OriginalDefinition] = new(SymbolEqualityComparer.Default);
                    known.Add(caller.OriginalDefinition);
                }
            }
        }

        return callers;
    }

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(data => data.AttributeClass?.Name == attribute);
}
