using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Where a value is boxed although no conversion of the source says so. A type parameter that may be a value type counts as one, but not
/// where the target is a type that no value type can be: what cannot succeed is not made.
/// </summary>
internal static class Boxes
{
    /// <summary>Whether a value of the one type, seen as the other, is a box.</summary>
    public static bool Makes(ITypeSymbol? value, ITypeSymbol? seenAs) =>
        value is { IsReferenceType: false, TypeKind: TypeKind.Struct or TypeKind.Enum or TypeKind.TypeParameter, IsRefLikeType: false }
        && seenAs is { TypeKind: TypeKind.Interface or TypeKind.Dynamic }
            or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum };

    /// <summary>
    /// A call of what a value inherits from a class: GetType, and what the type does not override itself. Whether a type argument overrides a
    /// virtual member is not known, and the call is an indirect one anyway.
    /// </summary>
    public static bool MakesReceiver(IInvocationOperation call) =>
        call is { TargetMethod: { IsStatic: false, ContainingType: { TypeKind: TypeKind.Class } owner } method, Instance: { } receiver }
        && (IsBaseOfStruct(receiver)
            || (Makes(receiver.Type, owner) && (receiver.Type!.TypeKind != TypeKind.TypeParameter || owner.SpecialType == SpecialType.System_Enum || !IsVirtual(method))));

    private static bool IsVirtual(IMethodSymbol method) => method.IsVirtual || method.IsOverride || method.IsAbstract;

    private static bool IsBaseOfStruct(IOperation receiver) =>
        receiver is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax, Type.SpecialType: SpecialType.System_ValueType };

    /// <summary>A pattern that names the value, or asks for its members, by a type that only the box has.</summary>
    public static bool MakesMatched(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: not null, MatchedType: { } matched } => Makes(pattern.InputType, matched),
        IRecursivePatternOperation { MatchedType: var matched } recursive =>
            Makes(pattern.InputType, matched)
            && (recursive.DeclaredSymbol is not null || !recursive.PropertySubpatterns.IsEmpty || !recursive.DeconstructionSubpatterns.IsEmpty),
        _ => false,
    };
}
