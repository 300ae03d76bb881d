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
        IMethodSymbol method when !HoldsTargets(method.ReturnType) => false,
        IFieldSymbol field when !HoldsTargets(field.Type) => false,
        IParameterSymbol parameter when !HoldsTargets(parameter.Type) => false,
        IPropertySymbol property when !HoldsTargets(property.Type) => false,
        IMethodSymbol method => Declares(method.OriginalDefinition.GetReturnTypeAttributes()),
        IPropertySymbol { GetMethod: { } getter } when IsNoInstr(getter) => true,
        IFieldSymbol or IParameterSymbol or IPropertySymbol => Declares(slot.OriginalDefinition.GetAttributes()),
        _ => false,
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
        INamedTypeSymbol { TypeKind: TypeKind.Struct } named when IsInlineArray(named) =>
            named.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => !field.IsStatic)?.Type,
        _ => null,
    };

    public static bool IsSpan(ITypeSymbol type) =>
        type is INamedTypeSymbol
        {
            MetadataName: "Span`1" or "ReadOnlySpan`1",
            ContainingType: null,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        };

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
