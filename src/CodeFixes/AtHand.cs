using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes;

/// <summary>Expressions that run no code when they are read: they mean the same on either side of a marker, and are not missed when they go.</summary>
internal static class AtHand
{
    public static bool Is(ExpressionSyntax expression, SemanticModel model) => expression switch
    {
        LiteralExpressionSyntax or ThisExpressionSyntax or DefaultExpressionSyntax => true,
        ParenthesizedExpressionSyntax inner => Is(inner.Expression, model),
        RefExpressionSyntax inner => Is(inner.Expression, model),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax } => true,
        IdentifierNameSyntax => model.GetSymbolInfo(expression).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol
            && !Converts(expression, model),
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(access).Symbol is IFieldSymbol field
            && (field.IsStatic || Is(access.Expression, model)) && !Converts(expression, model),
        _ => false,
    };

    /// <summary>The same for a condition, with the operators that the language builds in.</summary>
    public static bool IsCondition(ExpressionSyntax condition, SemanticModel model) => condition switch
    {
        ParenthesizedExpressionSyntax inner => IsCondition(inner.Expression, model),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => IsBuiltIn(not, model) && IsCondition(not.Operand, model),
        BinaryExpressionSyntax binary when IsComparisonOrLogic(binary) =>
            IsBuiltIn(binary, model) && IsCondition(binary.Left, model) && IsCondition(binary.Right, model),
        _ => Is(condition, model),
    };

    private static bool IsComparisonOrLogic(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
        or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

    private static bool IsBuiltIn(ExpressionSyntax expression, SemanticModel model) =>
        model.GetSymbolInfo(expression).Symbol is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator };

    private static bool Converts(ExpressionSyntax expression, SemanticModel model) => model.GetConversion(expression).IsUserDefined;
}
