using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Where the closures of lambdas and of local functions that become delegates are allocated: on entry of the block that declares a captured
/// variable, which may be long before the lambda. Only what this body declares counts; an outer body allocates for its own variables.
/// </summary>
internal sealed class Closures(ISymbol owner, ControlFlowGraph graph, IOperation memberRoot)
{
    /// <summary>The block on whose entry the closure comes to be, and the event.</summary>
    public IEnumerable<(int Block, AllocationEvent Closure)> Of(IReadOnlyList<(IMethodSymbol Function, SyntaxNode Syntax)> functions)
    {
        foreach (var (function, syntax) in functions)
        {
            var captured = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            Collect(function, captured, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
            var blocks = new HashSet<int>();
            foreach (var variable in captured.OrderBy(variable => variable.Locations[0].SourceSpan.Start))
            {
                if (BlockThatDeclares(variable) is { } block && blocks.Add(block))
                {
                    yield return (block, new AllocationEvent(syntax, AllocationKind.Closure, variable, EventReader.FunctionToken(syntax)));
                }
            }
        }
    }

    private void Collect(IMethodSymbol function, HashSet<ISymbol> captured, HashSet<ISymbol> seen)
    {
        if (!seen.Add(function) || BodyOf(function) is not { } body)
        {
            return;
        }

        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case ILocalReferenceOperation { Local.IsConst: false } local when SymbolEqualityComparer.Default.Equals(local.Local.ContainingSymbol, owner):
                    captured.Add(local.Local);
                    break;
                case IParameterReferenceOperation parameter when SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol, owner):
                    captured.Add(parameter.Parameter);
                    break;
                case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call:
                    Collect(call.TargetMethod.OriginalDefinition, captured, seen);
                    break;
                case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                    Collect(reference.Method.OriginalDefinition, captured, seen);
                    break;
            }
        }
    }

    private IOperation? BodyOf(IMethodSymbol function) => memberRoot.Descendants().FirstOrDefault(operation => operation switch
    {
        IAnonymousFunctionOperation lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, function),
        ILocalFunctionOperation local => SymbolEqualityComparer.Default.Equals(local.Symbol, function),
        _ => false,
    });

    /// <summary>Parameters live from the entry on; a local from the first block of the region that declares it.</summary>
    private int? BlockThatDeclares(ISymbol variable) =>
        variable is IParameterSymbol ? 0 : RegionOf(graph.Root, variable)?.FirstBlockOrdinal;

    private static ControlFlowRegion? RegionOf(ControlFlowRegion region, ISymbol variable) =>
        region.Locals.Contains(variable, SymbolEqualityComparer.Default)
            ? region
            : region.NestedRegions.Select(nested => RegionOf(nested, variable)).FirstOrDefault(found => found is not null);
}
