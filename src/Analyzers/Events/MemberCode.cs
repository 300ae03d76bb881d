using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// What the body of a member and the functions in it share: its operations, and what is made of them once, whichever of its functions asks. A
/// generated member may have a thousand of them.
/// </summary>
internal sealed class MemberCode(IOperation root)
{
    private ConcurrentDictionary<ControlFlowGraph, Functions>? _functions; // most members have none

    public IOperation Root { get; } = root;

    public ControlFlowGraph? Graph { get; } = Create(root);

    public AliasedSymbols Aliased { get; } = new(root);

    /// <summary>The graph of a local function or lambda, however deep it is nested: it is found in that of the function around it.</summary>
    public ControlFlowGraph? GraphOf(IMethodSymbol function, CancellationToken cancellation)
    {
        var around = function.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } outer
            ? GraphOf(outer, cancellation)
            : Graph;
        return around is null ? null : LazyInitializer.EnsureInitialized(ref _functions)!.GetOrAdd(around, static made => new Functions(made)).GraphOf(function, cancellation);
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

    /// <summary>The functions that stand directly in a graph. The clauses of a query are lambdas, too, and several may stand at one place.</summary>
    private sealed class Functions
    {
        private readonly ControlFlowGraph _around;
        private readonly HashSet<IMethodSymbol> _locals;
        private readonly Dictionary<IMethodSymbol, IFlowAnonymousFunctionOperation> _lambdas = new(SymbolEqualityComparer.Default);

        public Functions(ControlFlowGraph around)
        {
            _around = around;
            _locals = new(around.LocalFunctions, SymbolEqualityComparer.Default);
            foreach (var lambda in around.Blocks
                .SelectMany(block => block.Operations.Concat(block.BranchValue is { } value ? [value] : []))
                .SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
            {
                _lambdas[lambda.Symbol] = lambda;
            }
        }

        public ControlFlowGraph? GraphOf(IMethodSymbol function, CancellationToken cancellation) =>
            _locals.Contains(function) ? _around.GetLocalFunctionControlFlowGraph(function, cancellation)
            : _lambdas.TryGetValue(function, out var lambda) ? _around.GetAnonymousFunctionControlFlowGraph(lambda, cancellation)
            : null;
    }
}
