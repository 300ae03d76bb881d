using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// What a record is made of, whether its source is here or its metadata, where a record struct is a struct, and what the compiler wrote has an
/// attribute. Contracts of another assembly must not depend on how it is referenced.
/// </summary>
internal static class Records
{
    public static bool IsRecord(INamedTypeSymbol type) =>
        type.IsRecord
        || (type.IsValueType && type.GetMembers(WellKnownMemberNames.EqualityOperatorName).Any(IsCompilerGenerated));

    /// <summary>A member that nobody wrote, save constructors, accessors and Deconstruct, which do what is written in the header.</summary>
    public static bool IsSynthesized(IMethodSymbol method) =>
        method is { AssociatedSymbol: null, MethodKind: not MethodKind.Constructor, ContainingType: { } type }
        && method.Name != WellKnownMemberNames.DeconstructMethodName
        && IsCompilerGenerated(method)
        && IsRecord(type);

    /// <summary>The property that a parameter in the header of a record is stored in.</summary>
    public static IPropertySymbol? PropertyBehind(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } constructor && IsRecord(type)
            ? type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault(property => IsPositional(property, parameter, constructor))
            : null;

    public static bool IsCompilerGenerated(ISymbol member) =>
        member.IsImplicitlyDeclared
        || member.GetAttributes().Any(static attribute => attribute.Is("CompilerGeneratedAttribute", "System", "Runtime", "CompilerServices"));

    private static bool IsPositional(IPropertySymbol property, IParameterSymbol parameter, IMethodSymbol constructor) => property.DeclaringSyntaxReferences.IsEmpty
        ? IsHeader(constructor)
        : property.DeclaringSyntaxReferences.Any(place => parameter.DeclaringSyntaxReferences.Any(own => own.Span == place.Span && own.SyntaxTree == place.SyntaxTree));

    /// <summary>In metadata nothing marks the header, but a Deconstruct is made from it. Where somebody wrote that, too, the names of the parameters decide.</summary>
    private static bool IsHeader(IMethodSymbol constructor)
    {
        var deconstruct = constructor.ContainingType.GetMembers(WellKnownMemberNames.DeconstructMethodName).OfType<IMethodSymbol>().FirstOrDefault(IsCompilerGenerated);
        return deconstruct is null || deconstruct.Parameters.Select(static part => part.Name).SequenceEqual(constructor.Parameters.Select(static parameter => parameter.Name));
    }
}
