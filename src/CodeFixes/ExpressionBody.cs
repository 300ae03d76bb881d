using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes;

/// <summary>An expression body as a block with one statement, so that there is room for more.</summary>
internal static class ExpressionBody
{
    /// <summary>The nearest statement around the token, or the expression body (arrow clause or lambda) that comes before one.</summary>
    public static SyntaxNode? StatementOrBody(SyntaxToken token)
    {
        for (var node = token.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case BlockSyntax or MemberDeclarationSyntax or CatchFilterClauseSyntax or SwitchLabelSyntax or ConstructorInitializerSyntax:
                case AttributeListSyntax or ParameterSyntax or BaseTypeSyntax or LocalFunctionStatementSyntax:
                    return null;
                case StatementSyntax or ArrowExpressionClauseSyntax:
                    return node;
                case AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } when body.Span.Contains(token.Span):
                    return node;
            }
        }
        return null;
    }

    /// <summary>The root with that body as a block; null for a shape that has none.</summary>
    public static SyntaxNode? ToBlock(SyntaxNode root, SyntaxNode body, SemanticModel model)
    {
        if (body is LambdaExpressionSyntax { ExpressionBody: { } result } lambda)
        {
            return model.GetSymbolInfo(lambda).Symbol is IMethodSymbol symbol && !lambda.ContainsDirectives
                ? root.ReplaceNode(lambda, lambda.WithExpressionBody(null)
                    .WithBlock(Block(result, symbol.ReturnsVoid, default, default).WithTrailingTrivia())
                    .WithAdditionalAnnotations(Formatter.Annotation))
                : null;
        }
        if (body is not ArrowExpressionClauseSyntax { Parent: { } owner } clause || owner.ContainsDirectives && HasDirectiveWithin(owner))
        {
            return null;
        }
        var block = Block(clause.Expression, ReturnsNothing(owner, model), clause.ArrowToken, Semicolon(owner));
        var replaced = WithBlock(owner, block);
        return replaced is null ? null : root.ReplaceNode(owner, TrimHead(replaced, block).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static SyntaxNode? WithBlock(SyntaxNode owner, BlockSyntax block) => owner switch
    {
        MethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        ConstructorDeclarationSyntax constructor => constructor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        DestructorDeclarationSyntax destructor => destructor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        OperatorDeclarationSyntax @operator => @operator.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        ConversionOperatorDeclarationSyntax conversion => conversion.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        LocalFunctionStatementSyntax function => function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        AccessorDeclarationSyntax accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        PropertyDeclarationSyntax property => property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(block)),
        IndexerDeclarationSyntax indexer => indexer.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(block)),
        _ => null,
    };

    private static SyntaxToken Spaced(SyntaxKind keyword) => SyntaxFactory.Token(keyword).WithTrailingTrivia(SyntaxFactory.Space);

    private static AccessorListSyntax Getter(BlockSyntax block) => SyntaxFactory.AccessorList(
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(Layout.LineEnd),
            SyntaxFactory.SingletonList(SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, block)),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(Layout.LineEnd))
        .WithAdditionalAnnotations(Formatter.Annotation);

    private static SyntaxToken Semicolon(SyntaxNode owner) => owner switch
    {
        BaseMethodDeclarationSyntax method => method.SemicolonToken,
        LocalFunctionStatementSyntax function => function.SemicolonToken,
        AccessorDeclarationSyntax accessor => accessor.SemicolonToken,
        PropertyDeclarationSyntax property => property.SemicolonToken,
        IndexerDeclarationSyntax indexer => indexer.SemicolonToken,
        _ => default,
    };

    private static bool ReturnsNothing(SyntaxNode owner, SemanticModel model) =>
        owner is ConstructorDeclarationSyntax or DestructorDeclarationSyntax
        || owner is not (BasePropertyDeclarationSyntax) && model.GetDeclaredSymbol(owner) is IMethodSymbol { ReturnsVoid: true };

    private static BlockSyntax Block(ExpressionSyntax expression, bool returnsNothing, SyntaxToken arrow, SyntaxToken semicolon)
    {
        var value = expression.WithoutTrivia();
        var end = SyntaxFactory.Token(SyntaxKind.SemicolonToken);
        StatementSyntax statement = value is ThrowExpressionSyntax thrown
            ? SyntaxFactory.ThrowStatement(thrown.ThrowKeyword, thrown.Expression, end) // the keyword carries the mark of its finding
            : returnsNothing ? SyntaxFactory.ExpressionStatement(value)
            : SyntaxFactory.ReturnStatement(Spaced(SyntaxKind.ReturnKeyword), value, end);
        var above = arrow.LeadingTrivia.Concat(arrow.TrailingTrivia).Concat(expression.GetLeadingTrivia()).Where(Layout.IsComment)
            .SelectMany(comment => new[] { comment, Layout.LineEnd });
        var behind = expression.GetTrailingTrivia().Concat(semicolon.LeadingTrivia).Concat(semicolon.TrailingTrivia).Where(Layout.IsComment)
            .SelectMany(comment => new[] { SyntaxFactory.Space, comment });
        return Layout.Block([Layout.OnOwnLine(statement)
            .WithLeadingTrivia(above.Append(SyntaxFactory.ElasticMarker))
            .WithTrailingTrivia(behind.Append(Layout.LineEnd))]);
    }

    /// <summary>No space is left behind where the arrow was.</summary>
    private static SyntaxNode TrimHead(SyntaxNode owner, BlockSyntax block)
    {
        var brace = owner.DescendantNodes().OfType<BlockSyntax>().First(b => b.IsEquivalentTo(block)).OpenBraceToken;
        brace = owner is BasePropertyDeclarationSyntax property ? property.AccessorList!.OpenBraceToken : brace;
        var head = brace.GetPreviousToken();
        return head.TrailingTrivia.All(t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia))
            && owner.FullSpan.Contains(head.Span)
            ? owner.ReplaceToken(head, head.WithTrailingTrivia(Layout.LineEnd))
            : owner;
    }

    private static bool HasDirectiveWithin(SyntaxNode owner) =>
        owner.DescendantTokens().Skip(1).Any(t => Layout.HasDirective(t.LeadingTrivia));
}
