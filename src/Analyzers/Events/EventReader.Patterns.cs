using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>Patterns: what they ask of a value runs code of its type.</summary>
internal sealed partial class EventReader
{
    private void ExpandPattern(IPatternOperation pattern)
    {
        if (Boxes.MakesMatched(pattern))
        {
            Allocates(pattern.Syntax, AllocationKind.Box, pattern.InputType, pattern.Syntax);
        }

        switch (pattern)
        {
            case IDeclarationPatternOperation declaration:
                Writes(pattern, declaration.DeclaredSymbol, value: null);
                break;
            case IConstantPatternOperation constant:
                Evaluate(constant.Value);
                Compares(constant, WellKnownMemberNames.EqualityOperatorName, constant.Value);
                TestsForNaN(constant);
                break;
            case IRelationalPatternOperation relation:
                Evaluate(relation.Value);
                Compares(relation, OperatorName(relation.OperatorKind), relation.Value);
                break;
            case IRecursivePatternOperation recursive:
                Deconstructs(recursive);
                EvaluateChildren(recursive);
                Writes(pattern, recursive.DeclaredSymbol, value: null);
                break;
            case IListPatternOperation list:
                ReadsElements(list);
                EvaluateChildren(list);
                Writes(pattern, list.DeclaredSymbol, value: null);
                break;
            case ISlicePatternOperation slice:
                Slices(slice);
                EvaluateChildren(slice);
                break;
            default:
                EvaluateChildren(pattern);
                break;
        }
    }

    /// <summary>A string or decimal constant is compared by a method of its type; spans of characters element by element.</summary>
    private void Compares(IPatternOperation pattern, string? comparison, IOperation constant)
    {
        if (comparison is null || constant is not { ConstantValue: { HasValue: true, Value: not null }, Type: { SpecialType: SpecialType.System_String or SpecialType.System_Decimal } type })
        {
            return;
        }

        if (!Slot.IsSpan(pattern.InputType))
        {
            Inserts(Construct.Constant(pattern.Syntax), BuiltInOperators.Of(type, comparison), receiver: null, pattern.Syntax);
        }
    }

    /// <summary>Nothing equals NaN, so the compiler asks the type.</summary>
    private void TestsForNaN(IConstantPatternOperation pattern)
    {
        if (pattern.Value.ConstantValue.Value is double.NaN or float.NaN)
        {
            Inserts(Construct.Constant(pattern.Syntax), ImpliedMembers.IsNaN(pattern.Value.Type!), receiver: null, pattern.Syntax);
        }
    }

    private static string? OperatorName(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => WellKnownMemberNames.LessThanOperatorName,
        BinaryOperatorKind.LessThanOrEqual => WellKnownMemberNames.LessThanOrEqualOperatorName,
        BinaryOperatorKind.GreaterThan => WellKnownMemberNames.GreaterThanOperatorName,
        BinaryOperatorKind.GreaterThanOrEqual => WellKnownMemberNames.GreaterThanOrEqualOperatorName,
        _ => null,
    };

    private void Deconstructs(IRecursivePatternOperation pattern)
    {
        var construct = new Construct("positional pattern", pattern.Syntax);
        switch (pattern.DeconstructSymbol)
        {
            case IMethodSymbol deconstruct:
                Inserts(construct, deconstruct, receiver: null, pattern.Syntax);
                break;
            case INamedTypeSymbol tuple:
                foreach (var property in tuple.GetMembers().OfType<IPropertySymbol>())
                {
                    Inserts(construct, property.GetMethod, receiver: null, pattern.Syntax);
                }

                break;
        }
    }

    private void ReadsElements(IListPatternOperation pattern)
    {
        if (pattern.InputType is IArrayTypeSymbol)
        {
            return;
        }

        var construct = new Construct("list pattern", pattern.Syntax is ListPatternSyntax list ? list.OpenBracketToken : pattern.Syntax);
        Inserts(construct, AccessorOf(pattern.LengthSymbol, static p => p.GetMethod), receiver: null, pattern.Syntax);
        if (pattern.Patterns.Any(static element => element is not (ISlicePatternOperation or IDiscardPatternOperation)))
        {
            Inserts(construct, pattern.IndexerSymbol as IMethodSymbol ?? AccessorOf(pattern.IndexerSymbol, static p => p.GetMethod), receiver: null, pattern.Syntax);
        }
    }

    private void Slices(ISlicePatternOperation pattern)
    {
        if (pattern.Pattern is null or IDiscardPatternOperation)
        {
            return;
        }

        var slice = pattern.InputType is IArrayTypeSymbol ? implied.SubArray
            : pattern.SliceSymbol as IMethodSymbol ?? AccessorOf(pattern.SliceSymbol, static p => p.GetMethod);
        Inserts(new Construct("slice pattern", pattern.Syntax), slice, receiver: null, pattern.Syntax);
    }
}
