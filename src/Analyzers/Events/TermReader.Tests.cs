using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>Conditions → tests: negation, equality and <c>is</c> come down to "this term equals that constant".</summary>
internal sealed partial class TermReader
{
    public Test? ReadTest(IOperation? condition)
    {
        switch (Strip(condition))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return ReadTest(not.Operand)?.Negated;
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Equals } equals:
                return ReadEquality(equals, equals.LeftOperand, equals.RightOperand);
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.NotEquals } differs:
                return ReadEquality(differs, differs.LeftOperand, differs.RightOperand)?.Negated;
            case IIsNullOperation isNull:
                return Read(isNull.Operand) is { } operand ? new Test(operand.Term, null, true) : null;
            case IIsTypeOperation isType:
                return Read(isType.ValueOperand) is { } typed
                    ? Opaque(isType, $"{typed.Key} is {PlaceOf(isType.TypeOperand)}", [typed.Term])
                    : null;
            case IIsPatternOperation pattern:
                return ReadPattern(pattern, pattern.Value, pattern.Pattern);
            case { Type.SpecialType: SpecialType.System_Boolean } value:
                return Read(value) is { } read ? new Test(read.Term, true, true) : null;
            default:
                return null;
        }
    }

    private Test? ReadEquality(IOperation whole, IOperation left, IOperation right)
    {
        if (ConstantOf(left).HasValue && !ConstantOf(right).HasValue)
        {
            (left, right) = (right, left);
        }

        var constant = ConstantOf(right);
        if (constant is { HasValue: true, Value: bool truth } && left.Type?.SpecialType == SpecialType.System_Boolean)
        {
            return ReadTest(left) is { } test ? (truth ? test : test.Negated) : null;
        }

        if (Read(left) is not { } first)
        {
            return null;
        }

        if (constant.HasValue)
        {
            return new Test(first.Term, constant.Value, true);
        }

        return Read(right) is { } second ? Opaque(whole, $"{first.Key} == {second.Key}", [first.Term, second.Term]) : null;
    }

    /// <summary>A constant that is lifted to a nullable type is still one.</summary>
    private static Optional<object?> ConstantOf(IOperation operand) =>
        operand is IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false, Conversion.IsNullable: true } lifted
            ? lifted.Operand.ConstantValue
            : operand.ConstantValue;

    private Test? ReadPattern(IOperation whole, IOperation value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                return ReadPattern(whole, value, negated.Pattern)?.Negated;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool truth } } when value.Type?.SpecialType == SpecialType.System_Boolean:
                return ReadTest(value) is { } test ? (truth ? test : test.Negated) : null;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant }:
                return Read(value) is { } read ? new Test(read.Term, constant.Value, true) : null;
            case ITypePatternOperation type:
                return Read(value) is { } typed ? Opaque(whole, $"{typed.Key} is {PlaceOf(type.MatchedType)}", [typed.Term]) : null;
            case IDeclarationPatternOperation { MatchedType: { } matched }:
                return Read(value) is { } declared ? Opaque(whole, $"{declared.Key} is {PlaceOf(matched)}", [declared.Term]) : null;
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } recursive
                when SymbolEqualityComparer.Default.Equals(recursive.MatchedType, value.Type):
                return Read(value) is { } nonNull ? new Test(nonNull.Term, null, false) : null;
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true } bound } relational:
                return Read(value) is { } compared ? Opaque(whole, $"{compared.Key} {relational.OperatorKind} {bound.Value}", [compared.Term]) : null;
            default:
                return null;
        }
    }

    private Test? Opaque(IOperation condition, string key, IEnumerable<Term> parts) =>
        new Test(Compound(condition, key, parts).Term, true, true);
}
