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

        var kind = operation switch
        {
            IBinaryOperation binary => binary.OperatorKind,
            ICompoundAssignmentOperation compound => compound.OperatorKind,
            IIncrementOrDecrementOperation increment => increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract,
            _ => BinaryOperatorKind.None,
        };
        return operands.Count > 0 && operands[0]?.Type is INamedTypeSymbol type && NameOf(kind, type) is var (owner, name) ? Find(owner, name, operands.Count) : null;
    }

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
        (BinaryOperatorKind.Equals, { TypeKind: TypeKind.Delegate }) when DelegateType(type) is { } root => (root, WellKnownMemberNames.EqualityOperatorName),
        (BinaryOperatorKind.NotEquals, { TypeKind: TypeKind.Delegate }) when DelegateType(type) is { } root => (root, WellKnownMemberNames.InequalityOperatorName),
        _ => null,
    };

    private static INamedTypeSymbol? DelegateType(INamedTypeSymbol type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.SpecialType == SpecialType.System_Delegate)
            {
                return ancestor;
            }
        }

        return null;
    }

    private static IMethodSymbol? Find(INamedTypeSymbol owner, string name, int operands) =>
        owner.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == Math.Max(2, operands) && !method.Parameters[0].IsParams);
}
