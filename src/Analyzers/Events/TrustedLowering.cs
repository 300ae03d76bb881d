using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Constructs of the language on arrays, spans, Nullable, tuples, Index, Range and inline arrays: what the compiler emits for them comes
/// down to field reads, bounds checks and copies, and is trusted with the construct. It is not where the source names the member.
/// </summary>
internal static class TrustedLowering
{
    public static bool Contains(IMethodSymbol method) => method.ContainingType?.OriginalDefinition switch
    {
        { SpecialType: SpecialType.System_Nullable_T } => true,
        { IsTupleType: true } or { IsAnonymousType: true } => method.Name != nameof(ToString),
        { SpecialType: SpecialType.System_String } => method.Name is "get_Length" or "get_Chars" or WellKnownMemberNames.ImplicitConversionName,
        { ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } type =>
            type.MetadataName is "Span`1" or "ReadOnlySpan`1" or "Index" or "Range" or "ValueTuple",
        { ContainingType: { } outer } => Slot.IsSpan(outer),
        _ => false,
    };

    /// <summary>Whether enumerating needs no enumerator: an index, a length, an address.</summary>
    public static bool IsIndexed(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol or { SpecialType: SpecialType.System_String } => true,
        null => false,
        _ => Slot.IsSpan(type) || Slot.IsInlineArray(type),
    };
}
