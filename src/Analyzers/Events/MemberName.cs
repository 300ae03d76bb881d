using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Events;

/// <summary>The name that a declaration gives: where a finding about the member itself is shown.</summary>
internal static class MemberName
{
    public static Location Of(SyntaxNode declaration) => TokenOf(declaration).GetLocation()!;

    public static SyntaxNodeOrToken TokenOf(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        DestructorDeclarationSyntax finalizer => finalizer.Identifier,
        OperatorDeclarationSyntax op => op.OperatorToken,
        ConversionOperatorDeclarationSyntax conversion => conversion.OperatorKeyword,
        PropertyDeclarationSyntax property => property.Identifier,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        EventDeclarationSyntax @event => @event.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        ParameterSyntax parameter => parameter.Identifier, // the property of a positional record
        AccessorDeclarationSyntax accessor => accessor.Keyword,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax } getter => TokenOf(getter.Parent!),
        LocalFunctionStatementSyntax local => local.Identifier,
        BaseTypeDeclarationSyntax type => type.Identifier,
        _ => CalleeToken.Of(declaration),
    };
}
