using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// A place that holds a call target: the kernel's pv_ops. A noinstr slot (field, parameter, property, return value), or any slot of a
/// noinstr delegate type, holds only targets that stay in the region. Arrays, spans, inline arrays and pointers of targets are tables of slots.
/// </summary>
internal static class Slot
{
    /// <summary>Only what holds targets is a slot: elsewhere [NoInstr] is about accessors, or a mistake (reported there).</summary>
    public static bool IsNoInstr(ISymbol slot) => slot switch
    {
        IMethodSymbol method => (Declares(method.OriginalDefinition.GetReturnTypeAttributes()) && HoldsTargets(method.ReturnType))
            || (method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol property } && DeclaresTarget(property)),
        IPropertySymbol property => DeclaresTarget(property) || (property.GetMethod is { } getter && Declares(getter.OriginalDefinition.GetReturnTypeAttributes())),
        IParameterSymbol parameter => (Declares(parameter.OriginalDefinition.GetAttributes()) && HoldsTargets(parameter.Type)) || (PropertyBehind(parameter) is { } property && IsNoInstr(property)),
        IFieldSymbol field => Declares(field.OriginalDefinition.GetAttributes()) && HoldsTargets(field.Type),
        _ => false,
    };

    /// <summary>On a property of any other type, [NoInstr] is about its accessors alone.</summary>
    private static bool DeclaresTarget(IPropertySymbol property) => HoldsTargets(property.Type) && Declares(property.OriginalDefinition.GetAttributes());

    /// <summary>The value that a setter is given, and what a positional record stores in the property of that name, are the property's.</summary>
    private static IPropertySymbol? PropertyBehind(IParameterSymbol parameter) => parameter.ContainingSymbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: IPropertySymbol property } setter when parameter.Ordinal == setter.Parameters.Length - 1 => property,
        _ => Records.PropertyBehind(parameter),
    };

    public static bool IsNoInstrDelegate(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } && type.OriginalDefinition.Has(ContractAttribute.NoInstr);

    /// <summary>Whether [NoInstr] on a slot of this type means anything.</summary>
    public static bool HoldsTargets(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Delegate or TypeKind.FunctionPointer or TypeKind.Error } => true,
        { SpecialType: SpecialType.System_Delegate or SpecialType.System_MulticastDelegate } => true,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(HoldsTargets),
        _ => ElementOf(type) is { } element && HoldsTargets(element),
    };

    /// <summary>The type of a table's entries, if the type is a table: array, span, inline array, pointer.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        IPointerTypeSymbol pointer => pointer.PointedAtType,
        INamedTypeSymbol named when IsSpan(named) => named.TypeArguments[0],
        INamedTypeSymbol named => ElementFieldOf(named)?.Type,
        _ => null,
    };

    /// <summary>The one field of an inline array: when it is noinstr, so is each element, wherever the array is.</summary>
    public static IFieldSymbol? ElementFieldOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct } && IsInlineArray(type)
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static field => !field.IsStatic)
            : null;

    public static bool IsSpan(ITypeSymbol type) =>
        type is INamedTypeSymbol
        {
            MetadataName: "Span`1" or "ReadOnlySpan`1",
            ContainingType: null,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        };

    /// <summary>A method of the framework that gives back the same table, or a part of it.</summary>
    public static bool IsView(IMethodSymbol method) =>
        (method.Name == "AsSpan" && method.ContainingType is { Name: "MemoryExtensions", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        || (method.Name == "Slice" && IsSpan(method.ContainingType));

    public static bool IsInlineArray(ITypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.Is("InlineArrayAttribute", "System", "Runtime", "CompilerServices"));

    private static bool Declares(ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (ContractAttributes.Classify(attribute) == ContractAttribute.NoInstr)
            {
                return true;
            }
        }

        return false;
    }
}
