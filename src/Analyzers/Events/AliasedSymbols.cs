using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Locals and parameters that can change without a write that the body shows: aliased by a ref local, a ref return or an address, or
/// written by a nested function. No condition over them is correlated. Computed when the first condition asks.
/// </summary>
internal sealed class AliasedSymbols(IOperation memberRoot)
{
    private HashSet<ISymbol>? _symbols;

    public bool Contains(ISymbol symbol) => (_symbols ??= Collect()).Contains(symbol);

    private HashSet<ISymbol> Collect()
    {
        var symbols = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in memberRoot.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol.IsRef: true } declarator:
                    Add(symbols, declarator.GetVariableInitializer()?.Value);
                    break;
                case ISimpleAssignmentOperation { IsRef: true } assignment:
                    Add(symbols, assignment.Value);
                    break;
                case IConditionalOperation { IsRef: true } choice:
                    Add(symbols, choice.WhenTrue);
                    Add(symbols, choice.WhenFalse);
                    break;
                case IAddressOfOperation address:
                    Add(symbols, address.Reference);
                    break;
                case IReturnOperation { ReturnedValue: { } value, Syntax: { } syntax }
                    when syntax.DescendantNodesAndSelf().Any(node => node.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.RefExpression):
                    Add(symbols, value);
                    break;
                case IAssignmentOperation assignment when FunctionAround(operation) is { } writer:
                    Add(symbols, assignment.Target, writer);
                    break;
                case IIncrementOrDecrementOperation increment when FunctionAround(operation) is { } writer:
                    Add(symbols, increment.Target, writer);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when FunctionAround(operation) is { } writer:
                    Add(symbols, argument.Value, writer);
                    break;
            }
        }

        return symbols;
    }

    /// <summary>The lambda or local function that an operation stands in.</summary>
    private static IMethodSymbol? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
                case ILocalFunctionOperation local:
                    return local.Symbol;
            }
        }

        return null;
    }

    /// <summary>The variable at the root of a place: a field of a struct local is a part of the local. What a function writes of its own, its body shows.</summary>
    private static void Add(HashSet<ISymbol> symbols, IOperation? place, IMethodSymbol? writer = null)
    {
        while (place is IFieldReferenceOperation { Instance: { } instance })
        {
            place = instance;
        }

        switch (place)
        {
            case ILocalReferenceOperation { Local: var local } when !IsOwn(local):
                symbols.Add(local);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } when !IsOwn(parameter):
                symbols.Add(parameter);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    Add(symbols, element, writer);
                }

                break;
        }

        bool IsOwn(ISymbol variable) => SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, writer);
    }
}
