using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// The bodies of one compilation, read on demand and kept. Every tree has one shared SemanticModel, so that another file's body is
/// bound once, whoever asks first. A method whose source is in another compilation (an editor shows project references so) has no body here.
/// </summary>
internal sealed class BodyTable(Compilation compilation, BodyReader reader)
{
    private readonly ConcurrentDictionary<ISymbol, Body?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>The body of a method, or the initialiser of a field, property or event.</summary>
    public Body? Of(ISymbol unit, CancellationToken cancellation)
    {
        unit = ContractReader.Canonical(unit);
        if (_bodies.TryGetValue(unit, out var known))
        {
            return known;
        }

        // Cancellation throws out of Read, so what is kept is always complete.
        return _bodies.GetOrAdd(unit, unit is IMethodSymbol method ? Read(method, cancellation) : ReadInitializer(unit, cancellation));
    }

    /// <summary>The body of a member's initialiser or block that is not a method's own: field and property initialisers.</summary>
    public Body? OfBlock(ISymbol owner, IOperation block) =>
        GraphOf(RootOf(block)) is { } graph ? reader.Read(owner, graph, block.Syntax, RootOf(block)) : null;

    private Body? ReadInitializer(ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && UnwrittenCode.InitializerOf(reference.GetSyntax(cancellation)) is { } initializer
                && compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(initializer, cancellation) is { } operation)
            {
                return OfBlock(member, operation);
            }
        }

        return null;
    }

    private Body? Read(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

            var syntax = reference.GetSyntax(cancellation);
            var model = compilation.GetSemanticModel(reference.SyntaxTree);
            if (model.GetOperation(syntax, cancellation) is not { } operation)
            {
                continue;
            }

            var root = RootOf(operation);
            var graph = GraphOf(root);
            if (graph is not null && method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction)
            {
                graph = NestedGraph(graph!, syntax, cancellation);
            }

            if (graph is not null)
            {
                return reader.Read(method, graph, syntax, root);
            }
        }

        return null;
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static ControlFlowGraph? GraphOf(IOperation root) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body),
        IBlockOperation block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        IParameterInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        _ => null,
    };

    /// <summary>The graph of a local function or lambda, by its declaration, however deep it is nested.</summary>
    private static ControlFlowGraph? NestedGraph(ControlFlowGraph graph, SyntaxNode declaration, CancellationToken cancellation)
    {
        foreach (var function in graph.LocalFunctions)
        {
            var isWanted = function.DeclaringSyntaxReferences.Any(reference => reference.Span == declaration.Span);
            if (!isWanted && !Contains(function, declaration))
            {
                continue;
            }

            var nested = graph.GetLocalFunctionControlFlowGraph(function, cancellation);
            return isWanted ? nested : NestedGraph(nested, declaration, cancellation);
        }

        foreach (var block in graph.Blocks)
        {
            foreach (var lambda in block.Operations.Concat(block.BranchValue is { } value ? [value] : [])
                .SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
            {
                if (lambda.Syntax.Span.Contains(declaration.Span))
                {
                    var nested = graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation);
                    return lambda.Syntax.Span == declaration.Span ? nested : NestedGraph(nested, declaration, cancellation);
                }
            }
        }

        return null;
    }

    private static bool Contains(IMethodSymbol function, SyntaxNode declaration) =>
        function.DeclaringSyntaxReferences.Any(reference => reference.Span.Contains(declaration.Span));
}
