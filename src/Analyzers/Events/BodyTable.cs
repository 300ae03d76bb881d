using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// The bodies of one compilation, read on demand and kept as long as somebody may ask again. Every tree has one shared SemanticModel, so that
/// another file's body is bound once, whoever asks first. A method whose source is in another compilation (an editor shows project references so)
/// has no body here.
/// </summary>
internal sealed class BodyTable(Compilation compilation, BodyReader reader)
{
    private readonly ConcurrentDictionary<ISymbol, Entry> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IOperation, MemberCode> _members = new();

    /// <summary>Whose bodies somebody has asked for so far: asserted by tests, to show that a verdict on one file does not read the others.</summary>
    public ICollection<ISymbol> Asked => _bodies.Keys;

    /// <summary>Whose bodies are still there: asserted by tests, to show that what has been verified does not fill the memory.</summary>
    public IEnumerable<ISymbol> Kept => _bodies.Where(static entry => !entry.Value.IsReleased).Select(static entry => entry.Key);

    private readonly record struct Entry(Body? Body, bool IsReleased);

    /// <summary>The body of a method, or the initialiser of a field, property or event.</summary>
    public Body? Of(ISymbol unit, CancellationToken cancellation)
    {
        unit = ContractReader.Canonical(unit);
        if (_bodies.TryGetValue(unit, out var known) && !known.IsReleased)
        {
            return known.Body;
        }

        // Cancellation throws out of Read, so what is kept is always complete.
        return Keep(unit, unit is IMethodSymbol method ? Read(method, cancellation) : ReadInitializer(unit, cancellation));
    }

    /// <summary>Whether it has one here, be it one that has been let go.</summary>
    public bool Has(ISymbol unit, CancellationToken cancellation) =>
        (_bodies.TryGetValue(ContractReader.Canonical(unit), out var known) && known.IsReleased) || Of(unit, cancellation) is not null;

    private Body? Keep(ISymbol unit, Body? read)
    {
        var entry = new Entry(read, IsReleased: false);
        return _bodies.AddOrUpdate(unit, entry, (_, there) => there.IsReleased ? entry : there).Body;
    }

    /// <summary>
    /// A body has been verified, and no other body looks into it any more: what was bound for it, operations and graph, is a hundred times its source, and
    /// holds all that was bound of its file. It would be kept as long as the compilation. Functions share their code with the member around them, which may
    /// have a thousand of them. Who asks once more has it read again.
    /// </summary>
    public void Release(Body body)
    {
        if (!body.HasFunctions && body.Owner is not IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            _bodies[ContractReader.Canonical(body.Owner)] = new Entry(null, IsReleased: true);
            _members.TryRemove(body.MemberRoot, out _);
        }
    }

    private Body? ReadInitializer(ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && UnwrittenCode.InitializerOf(reference.GetSyntax(cancellation)) is { } initializer
                && compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(initializer, cancellation) is { } operation
                && MemberOf(operation) is { Graph: { } graph } code)
            {
                return reader.Read(member, graph, initializer, code);
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

            var code = MemberOf(operation);
            var graph = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction ? code.GraphOf(method, cancellation) : code.Graph;
            if (graph is not null)
            {
                return reader.Read(method, graph, syntax, code);
            }
        }

        return null;
    }

    private MemberCode MemberOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return _members.GetOrAdd(operation, static root => new MemberCode(root));
    }
}
