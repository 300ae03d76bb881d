using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// The bodies of one compilation, read on demand and kept. Every tree has one shared SemanticModel, so that another file's body is
/// bound once, whoever asks first. A method whose source is in another compilation (an editor shows project references so) has no body here.
/// </summary>
internal sealed class BodyTable(Compilation compilation, BodyReader reader)
{
    private readonly ConcurrentDictionary<ISymbol, Body?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly GraphTable _graphs = new();

    /// <summary>Whose bodies somebody has asked for so far: asserted by tests, to show that a verdict on one file does not read the others.</summary>
    public ICollection<ISymbol> Asked => _bodies.Keys;

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

    private Body? ReadInitializer(ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && UnwrittenCode.InitializerOf(reference.GetSyntax(cancellation)) is { } initializer
                && compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(initializer, cancellation) is { } operation
                && _graphs.Of(RootOf(operation)) is { } graph)
            {
                return reader.Read(member, graph, initializer, RootOf(operation));
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
            var graph = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction
                ? _graphs.OfFunction(root, method, cancellation)
                : _graphs.Of(root);
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
}
