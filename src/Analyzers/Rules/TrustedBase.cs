using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

internal enum AxiomKind
{
    /// <summary>[Primitive]: the body does not prove its state contract.</summary>
    Primitive,

    /// <summary>There is no C# body.</summary>
    Extern,

    /// <summary>Of an interface or an abstract class: the implementations that are not here keep it by word only.</summary>
    Abstract,

    /// <summary>Nobody looks at the body.</summary>
    Unchecked,

    /// <summary>A delegate type: the targets that are converted elsewhere keep its contract by word only.</summary>
    Delegate,

    /// <summary>A field, property, parameter or return value that holds targets: what is put in elsewhere keeps its contract by word only.</summary>
    Slot,

    /// <summary>A line of a safe list.</summary>
    Listed,
}

/// <summary>What is believed: by name, or by the id of a safe list, and why, where it says so.</summary>
internal sealed record Axiom(AxiomKind Kind, string Name, string? Justification)
{
    public override string ToString() => $"{Kind} {Name}{(string.IsNullOrEmpty(Justification) ? "" : $": {Justification}")}";
}

/// <summary>What a project takes on trust: all that the other verdicts rest on.</summary>
internal static class TrustedBase
{
    /// <summary>In the order of the source, then of the safe lists.</summary>
    public static ImmutableArray<Axiom> Of(Compilation compilation, ImmutableArray<AdditionalText> files, CancellationToken cancellation = default)
    {
        var contracts = new ContractReader();
        var functions = SourceFacts.Of(compilation, cancellation)
            .SelectMany(static inTree => inTree.Value.Functions)
            .Select(syntax => compilation.GetSemanticModel(syntax.SyntaxTree) is var model ? model.GetDeclaredSymbol(syntax, cancellation) ?? model.GetSymbolInfo(syntax, cancellation).Symbol : null)
            .OfType<IMethodSymbol>();
        var declared = TypesIn(compilation.Assembly.GlobalNamespace).SelectMany(static type => type.GetMembers().Prepend(type)).Where(static symbol => !symbol.IsImplicitlyDeclared).Concat(functions).ToList();
        return
        [
            .. declared.Concat(declared.OfType<IMethodSymbol>().SelectMany(static method => method.Parameters))
                .SelectMany(symbol => Of(symbol, contracts).Select(axiom => (Symbol: symbol, Axiom: axiom)))
                .OrderBy(static believed => believed.Symbol.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static believed => believed.Symbol.Locations[0].SourceSpan.Start)
                .Select(static believed => believed.Axiom),
            .. files.Where(SafeLists.IsSafeList).SelectMany(static file => SafeLists.Read(file).Lines)
                .Where(static line => line is { Withdraws: false, Fault: LineFault.None or LineFault.Opposed })
                .Select(static line => new Axiom(AxiomKind.Listed, line.Id, line.Reason)),
        ];
    }

    private static IEnumerable<Axiom> Of(ISymbol symbol, ContractReader contracts)
    {
        if (symbol is IMethodSymbol { MethodKind: not MethodKind.DelegateInvoke } method && KindOf(method, contracts) is { } kind)
        {
            yield return new Axiom(kind, Names.Of(method), UncheckedRules.JustificationOf(method));
        }

        if (symbol is INamedTypeSymbol { TypeKind: TypeKind.Delegate } type && (Slot.IsNoInstrDelegate(type) || !contracts.States.Of(type).IsEmpty))
        {
            yield return new Axiom(AxiomKind.Delegate, Names.Of(type), null);
        }

        if (HeldBy(symbol) is { } held && Slot.HoldsTargets(held) && (Slot.IsNoInstr(symbol) || !contracts.States.OfSlot(symbol).IsEmpty))
        {
            yield return new Axiom(AxiomKind.Slot, Names.Slot(symbol), null);
        }
    }

    /// <summary>What is in the place, if it is one. What a setter is given, and what a getter returns, is the property's.</summary>
    private static ITypeSymbol? HeldBy(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol { AssociatedSymbol: null } method => method.ReturnType,
        IParameterSymbol { IsImplicitlyDeclared: false } parameter => parameter.Type,
        _ => null,
    };

    private static AxiomKind? KindOf(IMethodSymbol method, ContractReader contracts)
    {
        var contract = contracts.Of(method);
        return method.Has(ContractAttribute.Primitive) ? AxiomKind.Primitive
            : contract.Region != Region.NoInstr && contracts.States.Of(method).IsEmpty ? null
            : method.IsExtern ? AxiomKind.Extern
            : method.IsAbstract ? AxiomKind.Abstract
            : contract.Unchecked ? AxiomKind.Unchecked
            : null;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var nested in TypesIn(member))
            {
                yield return nested;
            }
        }
    }
}
