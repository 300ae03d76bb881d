using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.EntryModel;

/// <summary>What is due for a mutant, and which methods may see it, by the call graph.</summary>
internal sealed class MutantExpectation
{
    private readonly ModelCode _code;

    public MutantExpectation(ModelCode code, Mutant mutant)
    {
        _code = code;
        Mutant = mutant;
        Walk = mutant.Kind is MutantKind.NoBegin or MutantKind.NoEnd
            ? ModelWalk.WithoutMarker(code, mutant.Marker)
            : ModelWalk.WithoutNoInstr(code, mutant.Subject);
        Related = FindRelated();
    }

    public Mutant Mutant { get; }

    public ModelWalk Walk { get; }

    /// <summary>The mutated methods, and all that call them, directly or through always-inline callees.</summary>
    public IReadOnlySet<IMethodSymbol> Related { get; }

    public IEnumerable<string> Files =>
        Related.Select(method => method.DeclaringSyntaxReferences[0].SyntaxTree.FilePath).Append(Mutant.Tree.FilePath).Distinct();

    /// <summary>Why nothing has to be reported: no region sees the mutated method. Null where something has to be.</summary>
    public string? WhyNothing()
    {
        if (!Walk.IsClean || EntryPoint is not null)
        {
            return null;
        }

        var callers = Related.Except(Methods, SymbolEqualityComparer.Default).Select(caller => caller!.Name).Order(StringComparer.Ordinal).ToList();
        return callers.Count == 0 ? "nobody calls it" : $"no region calls it while no scope is open, only {string.Join(", ", callers)}";
    }

    /// <summary>Where 304 is due: on the [EntryPoint] of the method that lost its [NoInstr].</summary>
    public Place? EntryPoint => Mutant.Kind != MutantKind.MethodNotNoInstr ? null
        : Mutant.Subject.GetAttributes()
            .Where(attribute => attribute.AttributeClass!.Name == nameof(EntryPointAttribute))
            .Select(attribute => (Place?)Place.Of(attribute.ApplicationSyntaxReference!.GetSyntax().GetLocation()))
            .SingleOrDefault();

    private IEnumerable<IMethodSymbol> Methods => Mutant.Subject is IMethodSymbol method
        ? [method]
        : _code.Methods.Where(member => SymbolEqualityComparer.Default.Equals(member.ContainingType, Mutant.Subject));

    private HashSet<IMethodSymbol> FindRelated()
    {
        var related = new HashSet<IMethodSymbol>(Methods, SymbolEqualityComparer.Default);
        var pending = new Queue<IMethodSymbol>(Methods);
        while (pending.TryDequeue(out var callee))
        {
            if (!IsPassedOn(callee))
            {
                continue;
            }

            foreach (var caller in _code.CallersOf(callee).Where(related.Add))
            {
                pending.Enqueue(caller);
            }
        }

        return related;
    }

    /// <summary>A caller sees the annotation of what it calls, but the body only where that is always-inline.</summary>
    private bool IsPassedOn(IMethodSymbol callee) =>
        callee.GetAttributes().Any(attribute => attribute.AttributeClass!.Name == nameof(AlwaysInlineAttribute))
        || (Mutant.Kind is MutantKind.MethodNotNoInstr or MutantKind.TypeNotNoInstr && Methods.Contains(callee, SymbolEqualityComparer.Default));
}
