using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Operators that the language has built in and the compiler emits as calls: string equality, decimal arithmetic, combining and comparing
/// delegates. Concatenation of strings is an allocation, not a call that an operator names; a comparison with null needs no call.
/// </summary>
internal static class BuiltInOperators
{
    public static IMethodSymbol? MethodOf(IOperation operation, IReadOnlyList<IOperation?> operands)
    {
        if (operands.Any(operand => operand is { ConstantValue: { HasValue: true, Value: null } }) || operation.ConstantValue.HasValue)
        {
            return null;
        }

        var type = operands.Count > 0 ? Underlying(operands[0]?.Type) : null;
        if (type is { SpecialType: SpecialType.System_Decimal } && OneOperand(operation) is { } single)
        {
            return Find(type, single, operands: 1);
        }

        var kind = operation switch
        {
            IBinaryOperation binary => binary.OperatorKind,
            ICompoundAssignmentOperation compound => compound.OperatorKind,
            _ => BinaryOperatorKind.None,
        };
        return type is not null && NameOf(kind, type) is var (owner, name) ? Find(owner, name, operands: 2) : null;
    }

    /// <summary>A lifted comparison with null asks only whether there is a value.</summary>
    public static bool IsComparisonWithNull(IOperation operation, IReadOnlyList<IOperation?> operands) =>
        operation is IBinaryOperation { IsLifted: true, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }
        && operands.Any(IsNull);

    public static bool IsNull(IOperation? operand) => operand switch
    {
        { ConstantValue: { HasValue: true, Value: null } } => true,
        IConversionOperation conversion => IsNull(conversion.Operand),
        IDefaultValueOperation => operand.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        _ => false,
    };

    /// <summary>The conversion method behind a numeric conversion from or to decimal.</summary>
    public static IMethodSymbol? ConversionOf(IConversionOperation conversion)
    {
        if (conversion.ConstantValue.HasValue || Number(conversion.Operand.Type) is not { } from || Number(conversion.Type) is not { } to
            || from.SpecialType == to.SpecialType || (from.SpecialType != SpecialType.System_Decimal && to.SpecialType != SpecialType.System_Decimal))
        {
            return null;
        }

        var owner = from.SpecialType == SpecialType.System_Decimal ? from : to;
        return owner.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method =>
            method.MethodKind == MethodKind.Conversion
            && method.ReturnType.SpecialType == to.SpecialType
            && method.Parameters[0].Type.SpecialType == from.SpecialType);
    }

    /// <summary>The operator of a type by its metadata name.</summary>
    public static IMethodSymbol? Of(ITypeSymbol type, string name) => Find((INamedTypeSymbol)type, name, operands: 2);

    /// <summary>Whether an operator that the language binds is emitted as a call of a method.</summary>
    public static bool IsCall(IMethodSymbol bound) =>
        bound.MethodKind == MethodKind.UserDefinedOperator
        || bound.ContainingType is { SpecialType: SpecialType.System_String or SpecialType.System_Decimal or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate };

    private static INamedTypeSymbol? Number(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Number(nullable.TypeArguments[0]),
        INamedTypeSymbol { EnumUnderlyingType: { } underlying } => underlying,
        INamedTypeSymbol { SpecialType: >= SpecialType.System_Char and <= SpecialType.System_Double } number => number,
        _ => null,
    };

    private static string? OneOperand(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment } => WellKnownMemberNames.IncrementOperatorName,
        IIncrementOrDecrementOperation => WellKnownMemberNames.DecrementOperatorName,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } => WellKnownMemberNames.UnaryNegationOperatorName,
        _ => null, // + is dropped
    };

    /// <summary>A lifted operator calls that of the type itself.</summary>
    private static INamedTypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? Underlying(nullable.TypeArguments[0]) : type as INamedTypeSymbol;

    private static (INamedTypeSymbol Owner, string Name)? NameOf(BinaryOperatorKind kind, INamedTypeSymbol type) => (kind, type) switch
    {
        (BinaryOperatorKind.Equals, { SpecialType: SpecialType.System_String or SpecialType.System_Decimal }) => (type, WellKnownMemberNames.EqualityOperatorName),
        (BinaryOperatorKind.NotEquals, { SpecialType: SpecialType.System_String or SpecialType.System_Decimal }) => (type, WellKnownMemberNames.InequalityOperatorName),
        (BinaryOperatorKind.Add, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.AdditionOperatorName),
        (BinaryOperatorKind.Subtract, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.SubtractionOperatorName),
        (BinaryOperatorKind.Multiply, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.MultiplyOperatorName),
        (BinaryOperatorKind.Divide, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.DivisionOperatorName),
        (BinaryOperatorKind.Remainder, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.ModulusOperatorName),
        (BinaryOperatorKind.LessThan, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.LessThanOperatorName),
        (BinaryOperatorKind.LessThanOrEqual, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.LessThanOrEqualOperatorName),
        (BinaryOperatorKind.GreaterThan, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.GreaterThanOperatorName),
        (BinaryOperatorKind.GreaterThanOrEqual, { SpecialType: SpecialType.System_Decimal }) => (type, WellKnownMemberNames.GreaterThanOrEqualOperatorName),
        (BinaryOperatorKind.Add, { TypeKind: TypeKind.Delegate }) when DelegateType(type) is { } root => (root, nameof(Delegate.Combine)),
        (BinaryOperatorKind.Subtract, { TypeKind: TypeKind.Delegate }) when DelegateType(type) is { } root => (root, nameof(Delegate.Remove)),
        (BinaryOperatorKind.Equals, _) when DelegateType(type) is { } root => (root, WellKnownMemberNames.EqualityOperatorName),
        (BinaryOperatorKind.NotEquals, _) when DelegateType(type) is { } root => (root, WellKnownMemberNames.InequalityOperatorName),
        _ => null,
    };

    private static INamedTypeSymbol? DelegateType(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.SpecialType == SpecialType.System_Delegate)
            {
                return ancestor;
            }
        }

        return null;
    }

    private static IMethodSymbol? Find(INamedTypeSymbol owner, string name, int operands) =>
        owner.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == operands && !method.Parameters[0].IsParams);
}
