using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>Strings that are built: one allocation for a whole concatenation, and the ToString of what is not text yet.</summary>
internal sealed partial class EventReader
{
    private static bool IsConcatenation(IOperation? operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } => true,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } => true,
        _ => false,
    };

    private void ExpandConcatenation(IBinaryOperation concatenation)
    {
        if (concatenation.ConstantValue.HasValue)
        {
            return;
        }

        EvaluateText(concatenation.LeftOperand);
        EvaluateText(concatenation.RightOperand);
        if (!IsPartOfText(concatenation))
        {
            Allocates(concatenation.Syntax, AllocationKind.Text, concatenation.Type);
        }
    }

    private static bool IsPartOfText(IOperation text)
    {
        var whole = text.Parent;
        while (whole is IParenthesizedOperation or IConversionOperation { OperatorMethod: null })
        {
            whole = whole.Parent;
        }

        return IsConcatenation(whole);
    }

    /// <summary>An operand of a concatenation: a value is asked for its text as it is, without a box.</summary>
    private void EvaluateText(IOperation operand)
    {
        var value = Unboxed(operand);
        Evaluate(value);
        var text = value is IFlowCaptureReferenceOperation reference && captures.ValuesOf(reference.Id) is { Count: 1 } held ? Unboxed(held[0]) : value;
        AsksForText(text, value.Syntax, new Construct("string concatenation", value.Syntax));
    }

    private static IOperation Unboxed(IOperation operand) =>
        operand is IConversionOperation { IsImplicit: true, OperatorMethod: null, Type.SpecialType: SpecialType.System_Object } conversion ? conversion.Operand : operand;

    /// <summary>An operand that is kept while another one branches.</summary>
    private bool IsTextOperand(IOperation kept) => !ReferenceEquals(Unboxed(kept), kept) && IsConcatenation(implied.OperationAround(kept.Syntax));

    private void ExpandInterpolation(IInterpolatedStringOperation text, bool isText)
    {
        if (isText && text.ConstantValue.HasValue)
        {
            return;
        }

        var construct = Construct.Of(text.Syntax);
        foreach (var hole in text.Parts.OfType<IInterpolationOperation>())
        {
            Evaluate(hole.Expression);
            Evaluate(hole.Alignment);
            if (isText)
            {
                AsksForText(hole.Expression, hole.Syntax, construct);
            }
        }

        if (!IsPartOfText(text))
        {
            Allocates(text.Syntax, AllocationKind.Text, text.Type);
        }
    }

    /// <summary>Text and the numbers of the language are part of building the string; every other value runs its own ToString.</summary>
    private void AsksForText(IOperation value, SyntaxNode syntax, Construct construct)
    {
        if (value.ConstantValue.HasValue || TextOf(value.Type) is not { } type)
        {
            return;
        }

        Inserts(construct, implied.ToText(type), value, syntax);
    }

    private static ITypeSymbol? TextOf(ITypeSymbol? type) => type switch
    {
        null or { TypeKind: TypeKind.Enum or TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer } => null,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr } => null, // numbers, characters, strings
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => TextOf(nullable.TypeArguments[0]),
        _ => type,
    };
}
