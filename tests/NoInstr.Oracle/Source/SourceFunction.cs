using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Oracle.Source;

/// <summary>
/// A piece of source that runs as one: a member, accessor, local function, lambda, or initialiser. Known by where its syntax stands: nodes
/// inside long lists are made anew, so their identity says nothing. A type stands for its primary or implicit constructor, the file for its top-level statements.
/// </summary>
internal readonly record struct SourceFunction(SyntaxTree Tree, TextSpan Span, SyntaxKind Kind)
{
    public static SourceFunction Of(SyntaxNode declaration) => new(declaration.SyntaxTree, declaration.Span, declaration.Kind());

    public SyntaxNode Syntax
    {
        get
        {
            var (span, kind) = (Span, Kind);
            return Tree.GetRoot().FindNode(Span, getInnermostNodeForTie: true).AncestorsAndSelf().First(node => node.Span == span && node.IsKind(kind));
        }
    }

    /// <summary>The innermost function that has code at a position; null where no code can be.</summary>
    public static SourceFunction? At(SyntaxTree tree, int position)
    {
        for (var node = tree.GetRoot().FindToken(position).Parent; node is not null; node = node.Parent)
        {
            if (DeclarationAt(node, position) is { } declaration)
            {
                return Of(declaration);
            }
        }

        return null;
    }

    /// <summary>The statement around a position; outside statements, the function's own syntax.</summary>
    public static SyntaxNode StatementAt(SyntaxNode node) =>
        node.AncestorsAndSelf().First(ancestor => ancestor is StatementSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax
            or MemberDeclarationSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax or CompilationUnitSyntax);

    private static SyntaxNode? DeclarationAt(SyntaxNode node, int position) => node switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Body.Span.Contains(position) ? lambda : null,
        LocalFunctionStatementSyntax local => (local.Body?.Span ?? local.ExpressionBody?.Span)?.Contains(position) == true ? local : null,
        ExpressionSyntax expression when IsQueryFunction(expression) => expression,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } getter => getter,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field,
        BaseFieldDeclarationSyntax fields => fields.Declaration.Variables[0], // the point of the first one begins at the modifiers
        AccessorDeclarationSyntax or BaseMethodDeclarationSyntax or TypeDeclarationSyntax or CompilationUnitSyntax => node,
        _ => null,
    };

    /// <summary>The parts of a query that become lambdas: all but the source of the first clause and of a join.</summary>
    public static bool IsQueryFunction(ExpressionSyntax expression) => expression.Parent switch
    {
        FromClauseSyntax { Parent: QueryBodySyntax } from => from.Expression == expression,
        JoinClauseSyntax join => join.InExpression != expression,
        LetClauseSyntax or WhereClauseSyntax or OrderingSyntax or SelectClauseSyntax or GroupClauseSyntax => true,
        _ => false,
    };

    public override string ToString()
    {
        var syntax = Syntax;
        var member = syntax.AncestorsAndSelf().FirstOrDefault(node => node is MemberDeclarationSyntax);
        var name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            BaseTypeDeclarationSyntax type => type.Identifier.Text + " (constructor)",
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text + " (constructor)",
            PropertyDeclarationSyntax property => property.Identifier.Text,
            BaseFieldDeclarationSyntax fields => string.Join(", ", fields.Declaration.Variables.Select(variable => variable.Identifier.Text)),
            null => "top-level statements",
            _ => member.Kind().ToString(),
        };
        return syntax switch
        {
            AccessorDeclarationSyntax accessor => $"{name}.{accessor.Keyword.Text}",
            LocalFunctionStatementSyntax local => $"{name} > {local.Identifier.Text}",
            AnonymousFunctionExpressionSyntax => $"{name} > lambda",
            _ => name,
        };
    }
}
