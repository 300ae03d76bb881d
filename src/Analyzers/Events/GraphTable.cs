using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// The control-flow graphs of members and of the functions in them. A member's graph is made once, whichever of its functions asks: a
/// generated member may have a thousand of them.
/// </summary>
internal sealed class GraphTable
{
    private readonly ConcurrentDictionary<IOperation, ControlFlowGraph?> _members = new();
    private readonly ConcurrentDictionary<ControlFlowGraph, Functions> _functions = new();

    public ControlFlowGraph? Of(IOperation root) => _members.GetOrAdd(root, Create);

    /// <summary>The graph of a local function or lambda, by its declaration, however deep it is nested; the clauses of a query are lambdas, too.</summary>
    public ControlFlowGraph? OfFunction(IOperation root, SyntaxNode declaration, CancellationToken cancellation)
    {
        var graph = Of(root);
        ControlFlowGraph? found = null;
        foreach (var span in declaration.AncestorsAndSelf().Select(node => node.Span).TakeWhile(root.Syntax.Span.Contains).Distinct().Reverse())
        {
            // A clause may be nothing but a lambda: then the one is in the other, at the same place.
            while (graph is not null && _functions.GetOrAdd(graph, static made => new Functions(made)).GraphOf(span, cancellation) is { } nested)
            {
                graph = nested;
                found = span == declaration.Span ? nested : null;
            }
        }

        return found;
    }

    private static ControlFlowGraph? Create(IOperation root) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body),
        IBlockOperation block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        IParameterInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        _ => null,
    };

    /// <summary>The functions that stand directly in a graph, by the place of their declaration.</summary>
    private sealed class Functions
    {
        private readonly ControlFlowGraph _around;
        private readonly Dictionary<TextSpan, IMethodSymbol> _locals = [];
        private readonly Dictionary<TextSpan, IFlowAnonymousFunctionOperation> _lambdas = [];

        public Functions(ControlFlowGraph around)
        {
            _around = around;
            foreach (var function in around.LocalFunctions)
            {
                foreach (var reference in function.DeclaringSyntaxReferences)
                {
                    _locals[reference.Span] = function;
                }
            }

            foreach (var lambda in around.Blocks
                .SelectMany(block => block.Operations.Concat(block.BranchValue is { } value ? [value] : []))
                .SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
            {
                _lambdas[lambda.Syntax.Span] = lambda;
            }
        }

        public ControlFlowGraph? GraphOf(TextSpan declaration, CancellationToken cancellation) =>
            _locals.TryGetValue(declaration, out var local) ? _around.GetLocalFunctionControlFlowGraph(local, cancellation)
            : _lambdas.TryGetValue(declaration, out var lambda) ? _around.GetAnonymousFunctionControlFlowGraph(lambda, cancellation)
            : null;
    }
}
