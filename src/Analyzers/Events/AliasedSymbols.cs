using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        var pending = new Stack<(IOperation Operation, IMethodSymbol? Function)>();
        pending.Push((memberRoot, null));
        while (pending.Count > 0)
        {
            var (operation, function) = pending.Pop();
            Add(symbols, operation, function);
            function = operation switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => function,
            };
            foreach (var child in operation.ChildOperations)
            {
                pending.Push((child, function));
            }
        }

        return symbols;
    }

    /// <param name="function">The lambda or local function that the operation stands in.</param>
    private static void Add(HashSet<ISymbol> symbols, IOperation operation, IMethodSymbol? function)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol.IsRef: true } declarator:
                AddPlace(symbols, declarator.GetVariableInitializer()?.Value);
                break;
            case ISimpleAssignmentOperation { IsRef: true } assignment:
                AddPlace(symbols, assignment.Value);
                break;
            case IConditionalOperation { IsRef: true } choice:
                AddPlace(symbols, choice.WhenTrue);
                AddPlace(symbols, choice.WhenFalse);
                break;
            case IAddressOfOperation address:
                AddPlace(symbols, address.Reference);
                break;
            case IReturnOperation { ReturnedValue: { } value, Syntax: { } syntax } when ReturnsReference(syntax):
                AddPlace(symbols, value);
                break;
            case IAssignmentOperation assignment when function is not null:
                AddPlace(symbols, assignment.Target, function);
                break;
            case IIncrementOrDecrementOperation increment when function is not null:
                AddPlace(symbols, increment.Target, function);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when function is not null:
                AddPlace(symbols, argument.Value, function);
                break;
        }
    }

    private static bool ReturnsReference(SyntaxNode returned) => returned is ReturnStatementSyntax statement
        ? statement.Expression is RefExpressionSyntax
        : returned.DescendantNodesAndSelf().Any(static node => node is RefExpressionSyntax);

    /// <summary>The variable at the root of a place: a field of a struct local is a part of the local. What a function writes of its own, its body shows.</summary>
    private static void AddPlace(HashSet<ISymbol> symbols, IOperation? place, IMethodSymbol? writer = null)
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
                    AddPlace(symbols, element, writer);
                }

                break;
        }

        bool IsOwn(ISymbol variable) => SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, writer);
    }
}
