using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>An attribute and the others that speak of the same thing: on the other part of a partial member, or on the property of an accessor, too.</summary>
internal sealed class Neighbours
{
    private readonly ImmutableArray<(AttributeSyntax Syntax, INamedTypeSymbol Type, SemanticModel Model)> _all;

    private Neighbours(ISymbol? owner, AttributeSyntax reported, INamedTypeSymbol type, IEnumerable<(AttributeSyntax, INamedTypeSymbol, SemanticModel)> all)
    {
        (Owner, Reported, Type) = (owner, reported, type);
        _all = [.. all];
    }

    /// <summary>What the attribute is on; null for an assembly or module.</summary>
    public ISymbol? Owner { get; }

    public AttributeSyntax Reported { get; }

    public INamedTypeSymbol Type { get; }

    public int Regions => _all.Count(one => Marks.IsRegion(one.Type));

    public string Name => Owner switch
    {
        null => "the assembly",
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "the lambda",
        _ => $"'{Owner.ToDisplayString(Callee.Brief)}'",
    };

    /// <summary>Null where the token does not begin an attribute that the compiler knows.</summary>
    public static Neighbours? At(Place place)
    {
        if (place.Token.Parent?.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax { Parent: { } declaration } list } reported
            || reported.SpanStart != place.Token.SpanStart
            || TypeOf(reported, place.Model) is not { } type)
        {
            return null;
        }
        var owner = OwnerOf(declaration, list, place.Model);
        var own = AttributePlace.ListsOf(declaration).Where(other => TargetOf(other) == TargetOf(list)).SelectMany(other => other.Attributes)
            .Select(attribute => (attribute, place.Model));
        var others = Partners(owner)
            .SelectMany(symbol => symbol.GetAttributes())
            .Select(attribute => attribute.ApplicationSyntaxReference)
            .Where(reference => reference is not null && place.Model.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            .Select(reference => ((AttributeSyntax)reference!.GetSyntax(), place.Model.Compilation.GetSemanticModel(reference.SyntaxTree)));
        var all =
            from pair in own.Concat(others).GroupBy(pair => pair.Item1).Select(same => same.First())
            let found = TypeOf(pair.Item1, pair.Item2)
            where found is not null
            select (pair.Item1, found, pair.Item2);
        return new Neighbours(owner, reported, type, all);
    }

    public (AttributeSyntax Syntax, SemanticModel Model)? Find(string type) =>
        _all.FirstOrDefault(one => one.Type.Name == type) is { Syntax: not null } found ? (found.Syntax, found.Model) : null;

    private static IEnumerable<ISymbol> Partners(ISymbol? owner) => owner switch
    {
        IMethodSymbol method => new[] { method.PartialDefinitionPart, method.PartialImplementationPart, method.AssociatedSymbol }.OfType<ISymbol>(),
        IPropertySymbol property => new[] { property.PartialDefinitionPart, property.PartialImplementationPart }.OfType<ISymbol>(),
        _ => [],
    };

    private static ISymbol? OwnerOf(SyntaxNode declaration, AttributeListSyntax list, SemanticModel model) => declaration switch
    {
        CompilationUnitSyntax => null,
        LambdaExpressionSyntax lambda => model.GetSymbolInfo(lambda).Symbol,
        BaseFieldDeclarationSyntax field => model.GetDeclaredSymbol(field.Declaration.Variables[0]),
        TypeDeclarationSyntax { ParameterList: { } } type when TargetOf(list) == "method" =>
            (model.GetDeclaredSymbol(type) as INamedTypeSymbol)?.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(r => r.Span == type.Span)),
        _ => model.GetDeclaredSymbol(declaration),
    };

    private static string? TargetOf(AttributeListSyntax list) => list.Target?.Identifier.ValueText;

    private static INamedTypeSymbol? TypeOf(AttributeSyntax attribute, SemanticModel model) => model.GetSymbolInfo(attribute).Symbol?.ContainingType;
}
