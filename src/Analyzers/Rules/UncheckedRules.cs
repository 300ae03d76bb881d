using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>309 for what is trusted unseen, by its attribute alone, and 310 for what need not be.</summary>
internal static class UncheckedRules
{
    public static void Check(ISymbol symbol, ImmutableArray<AttributeData> attributes, Action<Diagnostic> report)
    {
        if (TrustIn(attributes) is { ApplicationSyntaxReference: { } reference } trust && string.IsNullOrWhiteSpace(Argument(trust, "Justification") as string))
        {
            report(Diagnostic.Create(
                Catalogue.UnjustifiedTrust,
                reference.SyntaxTree.GetLocation(reference.Span),
                $"{Names.Subject(symbol)} is noinstr and Unchecked, without a justification",
                "Say in Justification = \"…\" why it may be trusted unseen"));
        }
    }

    /// <summary>
    /// The own attribute of a method, or of a property or event, is about its bodies. One that covers a whole type is no exception of a body.
    /// Reported by the part of the member that it stands in.
    /// </summary>
    public static void CheckNeed(ISymbol member, Verifier verifier, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (TrustIn(member.GetAttributes()) is { ApplicationSyntaxReference: { } reference }
            && DeclaredParts.Contains(member, reference)
            && BodiesOf(member) is { IsEmpty: false } bodies
            && bodies.All(body => !IsMoreThanRegion(body) && verifier.Verifies(body, cancellation)))
        {
            report(Diagnostic.Create(Catalogue.UnnecessaryTrust, reference.SyntaxTree.GetLocation(reference.Span), Names.Of(member)));
        }
    }

    /// <summary>Of a body that is trusted unseen: the nearest says it, as for the contract itself. Null for every other body, and where nothing is said.</summary>
    public static string? JustificationOf(IMethodSymbol body)
    {
        for (ISymbol? around = body; around is not null; around = around is IAssemblySymbol ? null : around.ContainingSymbol ?? body.ContainingAssembly)
        {
            var partners = new[] { around, (around as IMethodSymbol)?.PartialImplementationPart, (around as IMethodSymbol)?.AssociatedSymbol };
            foreach (var attribute in partners.OfType<ISymbol>().SelectMany(static symbol => symbol.GetAttributes()))
            {
                switch (ContractAttributes.Classify(attribute))
                {
                    case ContractAttribute.NoInstr:
                        return Argument(attribute, "Unchecked") is true ? Argument(attribute, "Justification") as string : null;
                    case ContractAttribute.AlwaysInline or ContractAttribute.Instrumentable:
                        return null;
                }
            }
        }

        return null;
    }

    public static ImmutableArray<IMethodSymbol> BodiesOf(ISymbol member) => member switch
    {
        IPropertySymbol property => [.. new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>()],
        IEventSymbol @event => [.. new[] { @event.AddMethod, @event.RemoveMethod }.OfType<IMethodSymbol>()],
        _ => [(IMethodSymbol)member],
    };

    /// <summary>With a state contract, Unchecked makes that an axiom too; a state machine cannot be noinstr in any case.</summary>
    private static bool IsMoreThanRegion(IMethodSymbol body) =>
        body.IsAsync
        || Iterators.IsIterator(body)
        || body.GetAttributes().Concat(body.AssociatedSymbol?.GetAttributes() ?? []).Any(attribute => ContractAttributes.Classify(attribute).IsAboutStates());

    private static AttributeData? TrustIn(ImmutableArray<AttributeData> attributes) => attributes.FirstOrDefault(attribute =>
        ContractAttributes.Classify(attribute) == ContractAttribute.NoInstr && Argument(attribute, "Unchecked") is true);

    private static object? Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive } value ? value.Value : null;
}
