using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// <c>out var x</c> and <c>var (a, b) =</c> that go into the block of a <c>using</c>: the variables are declared ahead of it, so that
/// what comes after still sees them.
/// </summary>
internal static class OutVariables
{
    /// <summary>The declarations, and the node with plain variables; null for pattern variables and types without a name.</summary>
    public static (ImmutableArray<StatementSyntax> Before, TNode Node)? Ahead<TNode>(TNode node, SemanticModel model)
        where TNode : SyntaxNode
    {
        var designations = node.DescendantNodesAndSelf(IsSameBody).OfType<SingleVariableDesignationSyntax>().ToList();
        var expressions = node.DescendantNodesAndSelf(IsSameBody).OfType<DeclarationExpressionSyntax>().ToList();
        var before = ImmutableArray.CreateBuilder<StatementSyntax>();
        foreach (var designation in designations)
        {
            if (!expressions.Any(e => e.Span.Contains(designation.Span))
                || model.GetDeclaredSymbol(designation) is not ILocalSymbol { RefKind: RefKind.None, Type: { } type }
                || type.TypeKind == TypeKind.Error || type.IsAnonymousType)
            {
                return null;
            }
            before.Add(Layout.OnOwnLine(SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
                Hoist.WrittenType(type, model, designation.SpanStart).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(designation.Identifier.WithoutTrivia()))))));
        }
        var plain = node.ReplaceNodes(
            expressions, (_, declaration) => Plain(declaration.Designation).WithTriviaFrom(declaration));
        return (before.ToImmutable(), plain);
    }

    private static bool IsSameBody(SyntaxNode node) => node is not AnonymousFunctionExpressionSyntax;

    private static ExpressionSyntax Plain(VariableDesignationSyntax designation) => designation switch
    {
        SingleVariableDesignationSyntax single => SyntaxFactory.IdentifierName(single.Identifier),
        ParenthesizedVariableDesignationSyntax several => SyntaxFactory.TupleExpression(SyntaxFactory.SeparatedList(
            several.Variables.Select(v => SyntaxFactory.Argument(Plain(v))), several.Variables.GetSeparators())),
        _ => SyntaxFactory.ParseExpression("_"), // a name would be looked up
    };
}
