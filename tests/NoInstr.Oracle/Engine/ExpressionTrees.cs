using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Oracle.Engine;

/// <summary>A lambda that becomes an expression tree is data: it has no body in the IL, and nothing in it runs.</summary>
internal static class ExpressionTrees
{
    public static bool IsOne(SyntaxNode node, SemanticModel model) =>
        node is LambdaExpressionSyntax lambda && IsExpression(model.GetTypeInfo(lambda).ConvertedType);

    public static bool IsOne(IAnonymousFunctionOperation function) => function.Parent is IConversionOperation conversion && IsExpression(conversion.Type);

    private static bool IsExpression(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "Expression",
        ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" },
    };
}
