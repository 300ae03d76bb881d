using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Oracle.Engine;

/// <summary>A lambda that becomes an expression tree is data: it has no body in the IL, and nothing in it runs.</summary>
internal static class ExpressionTrees
{
    public static bool IsOne(SyntaxNode node, SemanticModel model) =>
        node is LambdaExpressionSyntax lambda && model.GetTypeInfo(lambda).ConvertedType is INamedTypeSymbol
        {
            Name: "Expression",
            ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" },
        };
}
