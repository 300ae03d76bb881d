using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>Operators and conversions: user-defined ones, those that the language has built in as calls, and those of the elements of tuples.</summary>
internal sealed partial class EventReader
{
    private void ExpandConversion(IConversionOperation conversion)
    {
        switch (conversion.Operand)
        {
            case IInterpolatedStringOperation text when conversion.Type?.SpecialType != SpecialType.System_String:
                ExpandInterpolation(text, isText: conversion.Type?.SpecialType == SpecialType.System_Object);
                return;
            case IFlowAnonymousFunctionOperation lambda when conversion.Type is { TypeKind: not TypeKind.Delegate }:
                Functions.Add((lambda.Symbol, lambda.Syntax));
                AllocatesFunction(AllocationKind.ExpressionTree, conversion.Type, lambda.Syntax);
                return;
        }

        Evaluate(conversion.Operand);
        if (!TokenReader.IsToken(conversion.Type))
        {
            StoresTokens([conversion.Operand]);
        }

        if (conversion.OperatorMethod is { } converts)
        {
            Converts(conversion, converts);
        }
        else if (conversion is { Operand.Type: { TypeKind: TypeKind.Dynamic }, Type: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Dynamic } })
        {
            Happens(new CallEvent(conversion.Syntax, CallResolver.Unknown(IndirectKind.Dynamic)));
        }
        else if (BuiltInOperators.ConversionOf(conversion) is { } builtIn)
        {
            Converts(conversion, builtIn);
        }
        else if (conversion.GetConversion() is { IsBoxing: true } || Boxes.Makes(conversion.Operand.Type, conversion.Type))
        {
            Allocates(conversion.Syntax, AllocationKind.Box, conversion.Operand.Type, conversion.Syntax);
        }
        else if (conversion.Operand is not ITupleOperation)
        {
            ConvertsElements(conversion.Operand.Type, conversion.Type, conversion);
        }
    }

    private void Converts(IConversionOperation conversion, IMethodSymbol converts)
    {
        if (TrustedLowering.Contains(converts))
        {
            return;
        }

        if (!conversion.IsImplicit)
        {
            Calls(conversion, converts, receiver: null);
            return;
        }

        var construct = conversion.Syntax.Parent is CommonForEachStatementSyntax ? Construct.Of(conversion.Syntax) : Construct.Conversion(conversion.Syntax);
        Inserts(construct, converts, receiver: null, conversion.Syntax);
    }

    /// <summary>A tuple that converts to another converts each element, with user-defined operators and boxing too.</summary>
    private void ConvertsElements(ITypeSymbol? from, ITypeSymbol? to, IOperation conversion)
    {
        foreach (var (source, target) in ElementPairs(from, to))
        {
            var element = implied.Conversion(source, target);
            if (element.MethodSymbol is { } converts)
            {
                Inserts(Construct.Conversion(conversion.Syntax), converts, receiver: null, conversion.Syntax);
            }
            else if (element.IsBoxing)
            {
                Allocates(conversion.Syntax, AllocationKind.Box, source, conversion.Syntax);
            }
            else
            {
                ConvertsElements(source, target, conversion);
            }
        }
    }

    private void ComparesElements(ITypeSymbol? left, ITypeSymbol? right, ITupleBinaryOperation comparison)
    {
        var construct = new Construct("tuple comparison", CalleeToken.Of(comparison.Syntax));
        var isEquality = comparison.OperatorKind == BinaryOperatorKind.Equals;
        foreach (var (one, other) in ElementPairs(left, right))
        {
            if (one.IsTupleType && other.IsTupleType)
            {
                ComparesElements(one, other, comparison);
            }
            else if (one.TypeKind == TypeKind.Dynamic || other.TypeKind == TypeKind.Dynamic)
            {
                Happens(new CallEvent(comparison.Syntax, CallResolver.Unknown(IndirectKind.Dynamic)));
            }
            else if (implied.Operator(one, isEquality ? "==" : "!=", other, comparison.Syntax) is { } compares)
            {
                Inserts(construct, BuiltInOperators.IsCall(compares) ? compares : null, receiver: null, comparison.Syntax);
                TestsComparison(compares.ReturnType, isEquality, construct, comparison.Syntax);
            }
            else
            {
                IsUnknown(construct, comparison.Syntax);
            }
        }
    }

    /// <summary>A comparison of elements whose result is no bool converts to one, or is tested by an operator.</summary>
    private void TestsComparison(ITypeSymbol result, bool isEquality, Construct construct, SyntaxNode syntax)
    {
        if (result.SpecialType != SpecialType.System_Boolean)
        {
            Inserts(construct, implied.ToBool(result, isEquality), receiver: null, syntax);
        }
    }

    private static IEnumerable<(ITypeSymbol, ITypeSymbol)> ElementPairs(ITypeSymbol? left, ITypeSymbol? right) =>
        Tuple(left) is { } one && Tuple(right) is { } other && one.TupleElements.Length == other.TupleElements.Length
            ? one.TupleElements.Zip(other.TupleElements, (first, second) => (first.Type, second.Type))
            : [];

    private static INamedTypeSymbol? Tuple(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Tuple(nullable.TypeArguments[0]),
        _ => null,
    };

    /// <summary>A value of a type parameter is compared with null as <c>is null</c> does it: no box is left of the conversion.</summary>
    private void ExpandBinary(IBinaryOperation binary)
    {
        var (left, right) = (binary.LeftOperand, binary.RightOperand);
        Evaluate(BuiltInOperators.IsNull(right) ? Unboxed(left) : left);
        Evaluate(BuiltInOperators.IsNull(left) ? Unboxed(right) : right);
        Operates(binary, binary.OperatorMethod, left, right);
    }

    private void Operates(IOperation operation, IMethodSymbol? method, params IOperation?[] operands)
    {
        if (BuiltInOperators.IsComparisonWithNull(operation, operands))
        {
            return; // whether a lifted operand has a value
        }

        method ??= BuiltInOperators.MethodOf(operation, operands);
        if (method is null)
        {
            if (operands.Any(operand => operand?.Type?.TypeKind == TypeKind.Dynamic))
            {
                Happens(new CallEvent(operation.Syntax, CallResolver.Unknown(IndirectKind.Dynamic)));
            }

            return;
        }

        if (method.MethodKind == MethodKind.BuiltinOperator)
        {
            Happens(new CallEvent(operation.Syntax, new CallTarget(TargetKind.Trusted, method)));
        }
        else if (operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.True or UnaryOperatorKind.False })
        {
            Inserts(Construct.Condition(operation.Syntax), method, receiver: null, operation.Syntax);
        }
        else if (operation.IsImplicit)
        {
            Inserts(Construct.Constant(operation.Syntax), method, receiver: null, operation.Syntax);
        }
        else
        {
            Calls(operation, method, receiver: null);
        }
    }
}
