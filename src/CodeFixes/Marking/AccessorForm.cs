using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes.Marking;

/// <summary>An expression-bodied property with its getter written out: what does not go on a property goes on an accessor.</summary>
internal static class AccessorForm
{
    public static bool IsNeeded(SyntaxNode declaration) =>
        declaration is PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null };

    /// <summary>The property as it is where it is no such one.</summary>
    public static SyntaxNode WithGetter(SyntaxNode declaration, AttributeSyntax attribute) => declaration switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } body } property => property
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithAccessorList(Getter(body, property.SemicolonToken, attribute)),
        IndexerDeclarationSyntax { ExpressionBody: { } body } indexer => indexer
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithAccessorList(Getter(body, indexer.SemicolonToken, attribute)),
        _ => declaration,
    };

    /// <summary>What stood behind the property stands behind its brace.</summary>
    private static AccessorListSyntax Getter(ArrowExpressionClauseSyntax body, SyntaxToken semicolon, AttributeSyntax attribute)
    {
        var arrow = body.ArrowToken;
        var getter = SyntaxFactory.AccessorDeclaration(
            SyntaxKind.GetAccessorDeclaration,
            SyntaxFactory.SingletonList(SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithTrailingTrivia(SyntaxFactory.Space)),
            modifiers: default,
            SyntaxFactory.Token(SyntaxKind.GetKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            body: null,
            body.WithArrowToken(arrow.WithLeadingTrivia()),
            semicolon.WithTrailingTrivia(SyntaxFactory.Space));
        return SyntaxFactory.AccessorList(
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(arrow.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.SingletonList(getter),
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(semicolon.TrailingTrivia))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
