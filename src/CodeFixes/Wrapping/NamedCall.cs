using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// foreach, using and lock call members that no token names, and the finding is then on the expression in their header. Moving
/// the expression does not move such a call.
/// </summary>
internal static class NamedCall
{
    public static bool IsIn(ExpressionSyntax expression, SyntaxToken token, Offence offence, SemanticModel model)
    {
        if (offence.Id == RegionFix.CompilerInsertedCall)
        {
            return false;
        }
        if (offence.IsChained)
        {
            return token.Parent is { } node && model.GetSymbolInfo(node).Symbol is { } symbol && CalleeDepth.IsAlwaysInline(symbol);
        }
        return offence.Callee is null
            || expression.DescendantNodesAndSelf().Select(n => model.GetOperation(n)).OfType<IOperation>() // none for x!
                .SelectMany(Callees)
                .Any(c => c?.OriginalDefinition.GetDocumentationCommentId() == offence.Callee);
    }

    private static IEnumerable<IMethodSymbol?> Callees(IOperation operation) => operation switch
    {
        IInvocationOperation call => [call.TargetMethod],
        IPropertyReferenceOperation reference => [reference.Property.GetMethod, reference.Property.SetMethod],
        IObjectCreationOperation creation => [creation.Constructor],
        IBinaryOperation binary => [binary.OperatorMethod],
        IUnaryOperation unary => [unary.OperatorMethod],
        IIncrementOrDecrementOperation step => [step.OperatorMethod],
        ICompoundAssignmentOperation compound => [compound.OperatorMethod],
        IConversionOperation conversion => [conversion.OperatorMethod],
        _ => [],
    };
}
