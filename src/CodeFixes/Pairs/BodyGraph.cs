using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>The control-flow graph of the member, local function or lambda that a node stands in.</summary>
internal static class BodyGraph
{
    public static ControlFlowGraph? Around(SyntaxNode node, SemanticModel model)
    {
        var functions = new Stack<IMethodSymbol>();
        IOperation? root = null;
        for (var operation = model.GetOperation(node); operation is not null; operation = operation.Parent)
        {
            root = operation;
            if (FunctionOf(operation) is { } function)
            {
                functions.Push(function);
            }
        }
        var graph = OfMember(root);
        while (graph is not null && functions.Count > 0)
        {
            graph = OfFunction(graph, functions.Pop());
        }
        return graph;
    }

    private static IMethodSymbol? FunctionOf(IOperation operation) => operation switch
    {
        ILocalFunctionOperation local => local.Symbol,
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        _ => null,
    };

    private static ControlFlowGraph? OfMember(IOperation? root) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body),
        IBlockOperation block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        IParameterInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        _ => null,
    };

    private static ControlFlowGraph? OfFunction(ControlFlowGraph around, IMethodSymbol function)
    {
        if (function.MethodKind == MethodKind.LocalFunction)
        {
            return around.LocalFunctions.Contains(function) ? around.GetLocalFunctionControlFlowGraph(function) : null;
        }
        var lambda = around.Blocks
            .SelectMany(OperationsOf)
            .SelectMany(operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>()
            .FirstOrDefault(flow => SymbolEqualityComparer.Default.Equals(flow.Symbol, function));
        return lambda is null ? null : around.GetAnonymousFunctionControlFlowGraph(lambda);
    }

    /// <summary>What the block evaluates, in order.</summary>
    public static IEnumerable<IOperation> OperationsOf(BasicBlock block) =>
        block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations;
}
