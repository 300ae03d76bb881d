using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

/// <summary>309 for what is trusted unseen, by its attribute alone.</summary>
internal static class UncheckedRules
{
    /// <summary>The method's own <c>Unchecked</c>, or that of its property: one that covers a whole type is about more than one body.</summary>
    public static AttributeData? OwnTrust(IMethodSymbol method) =>
        TrustIn(method.GetAttributes()) ?? (method.AssociatedSymbol is { } associated ? TrustIn(associated.GetAttributes()) : null);

    public static void Check(ISymbol symbol, ImmutableArray<AttributeData> attributes, Action<Diagnostic> report)
    {
        if (TrustIn(attributes) is { ApplicationSyntaxReference: { } reference } trust && string.IsNullOrWhiteSpace(Argument(trust, "Justification") as string))
        {
            report(Diagnostic.Create(
                Catalogue.UnjustifiedTrust,
                reference.SyntaxTree.GetLocation(reference.Span),
                $"{(symbol is IAssemblySymbol ? "The assembly" : $"'{Names.Of(symbol)}'")} is noinstr and Unchecked, without a justification",
                "Say in Justification = \"…\" why it may be trusted unseen"));
        }
    }

    private static AttributeData? TrustIn(ImmutableArray<AttributeData> attributes) => attributes.FirstOrDefault(attribute =>
        ContractAttributes.Classify(attribute) == ContractAttribute.NoInstr && Argument(attribute, "Unchecked") is true);

    private static object? Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive } value ? value.Value : null;
}
