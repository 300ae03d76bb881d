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
}

/// <summary>One member whose contract is believed, and why, where it has to say so.</summary>
internal sealed record Axiom(AxiomKind Kind, IMethodSymbol Member, string? Justification)
{
    public override string ToString() => $"{Kind} {Names.Of(Member)}{(Justification is null ? "" : $": {Justification}")}";
}

/// <summary>What a project takes on trust: all that the other verdicts rest on, but for the lines of safe lists.</summary>
internal static class TrustedBase
{
    /// <summary>In the order of the source.</summary>
    public static ImmutableArray<Axiom> Of(Compilation compilation, CancellationToken cancellation = default)
    {
        var contracts = new ContractReader();
        var functions = SourceFacts.Of(compilation, cancellation)
            .SelectMany(static inTree => inTree.Value.Functions)
            .Select(syntax => compilation.GetSemanticModel(syntax.SyntaxTree) is var model ? model.GetDeclaredSymbol(syntax, cancellation) ?? model.GetSymbolInfo(syntax, cancellation).Symbol : null)
            .OfType<IMethodSymbol>();
        return
        [
            .. TypesIn(compilation.Assembly.GlobalNamespace).SelectMany(static type => type.GetMembers()).OfType<IMethodSymbol>()
                .Where(static method => method is { IsImplicitlyDeclared: false, MethodKind: not MethodKind.DelegateInvoke })
                .Concat(functions)
                .Select(method => KindOf(method, contracts) is { } kind ? new Axiom(kind, method, UncheckedRules.JustificationOf(method)) : null)
                .OfType<Axiom>()
                .OrderBy(static axiom => axiom.Member.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static axiom => axiom.Member.Locations[0].SourceSpan.Start),
        ];
    }

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
