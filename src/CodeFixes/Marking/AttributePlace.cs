using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Marking;

/// <summary>Where the attributes of a declaration stand, and how one more gets there.</summary>
internal static class AttributePlace
{
    public static SyntaxList<AttributeListSyntax> ListsOf(SyntaxNode declaration) => declaration switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        AccessorDeclarationSyntax accessor => accessor.AttributeLists,
        LocalFunctionStatementSyntax function => function.AttributeLists,
        ParameterSyntax parameter => parameter.AttributeLists,
        LambdaExpressionSyntax lambda => lambda.AttributeLists,
        CompilationUnitSyntax unit => unit.AttributeLists,
        _ => default,
    };

    public static SyntaxNode WithLists(SyntaxNode declaration, SyntaxList<AttributeListSyntax> lists) => declaration switch
    {
        MemberDeclarationSyntax member => member.WithAttributeLists(lists),
        AccessorDeclarationSyntax accessor => accessor.WithAttributeLists(lists),
        LocalFunctionStatementSyntax function => function.WithAttributeLists(lists),
        ParameterSyntax parameter => parameter.WithAttributeLists(lists),
        LambdaExpressionSyntax lambda => lambda.WithAttributeLists(lists),
        _ => declaration,
    };

    /// <summary>In front of everything but the documentation, on a line of its own where the declaration begins one.</summary>
    public static SyntaxNode Above(SyntaxNode declaration, bool onOwnLine, params AttributeSyntax[] attributes)
    {
        var leading = declaration.GetLeadingTrivia();
        var list = ListOf(declaration, attributes)
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(onOwnLine ? Layout.LineEnd : SyntaxFactory.Space);
        var bare = declaration.WithLeadingTrivia(onOwnLine ? Layout.Indentation(leading) : default);
        return WithLists(bare, ListsOf(bare).Insert(0, list));
    }

    /// <summary>A primary constructor is marked at its type, the property of a record at its parameter.</summary>
    public static AttributeListSyntax ListOf(SyntaxNode declaration, params AttributeSyntax[] attributes)
    {
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SeparatedList(
            attributes, Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), attributes.Length - 1)));
        return TargetOf(declaration) is var target && target == SyntaxKind.None ? list : list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(
            SyntaxFactory.Token(target), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)));
    }

    /// <summary>Whether the list says something about what <see cref="ListOf"/> would.</summary>
    public static bool IsFor(SyntaxNode declaration, AttributeListSyntax list) =>
        list.Target is { Identifier: var target } ? target.IsKind(TargetOf(declaration)) : TargetOf(declaration) == SyntaxKind.None;

    public static bool IsFirstOnLine(SyntaxNode declaration)
    {
        var previous = declaration.GetFirstToken().GetPreviousToken();
        return declaration is not (ParameterSyntax or LambdaExpressionSyntax) && (previous.RawKind == 0 || previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));
    }

    private static SyntaxKind TargetOf(SyntaxNode declaration) => declaration switch
    {
        TypeDeclarationSyntax => SyntaxKind.MethodKeyword,
        ParameterSyntax => SyntaxKind.PropertyKeyword,
        _ => SyntaxKind.None,
    };
}
