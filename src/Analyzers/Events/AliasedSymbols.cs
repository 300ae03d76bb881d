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
                case IAssignmentOperation assignment when IsNested(operation):
                    Add(symbols, assignment.Target);
                    break;
                case IIncrementOrDecrementOperation increment when IsNested(operation):
                    Add(symbols, increment.Target);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when IsNested(operation):
                    Add(symbols, argument.Value);
                    break;
            }
        }

        return symbols;
    }

    private static bool IsNested(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The variable at the root of a place: a field of a struct local is a part of the local.</summary>
    private static void Add(HashSet<ISymbol> symbols, IOperation? place)
    {
        while (place is IFieldReferenceOperation { Instance: { } instance })
        {
            place = instance;
        }

        switch (place)
        {
            case ILocalReferenceOperation local:
                symbols.Add(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                symbols.Add(parameter.Parameter);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    Add(symbols, element);
                }

                break;
        }
    }
}
