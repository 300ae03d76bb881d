using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes;

/// <summary>Code that another configuration compiles, and that nobody can look at here: what an edit makes of it is not known.</summary>
internal static class Configurations
{
    /// <summary>A part of the statement is in <c>#if</c>: it ends elsewhere in another configuration.</summary>
    public static bool Split(StatementSyntax statement) =>
        statement.ContainsDirectives && statement.DescendantTokens().Skip(1).Any(token => Layout.HasDirective(token.LeadingTrivia));

    /// <summary>Scopes begin or end in text around the token that is not compiled here, so what is balanced here may not be there.</summary>
    public static bool MayMark(SyntaxToken token) =>
        (token.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? token.SyntaxTree?.GetRoot()) is { ContainsDirectives: true } member
        && member.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToString() is var text
            && (text.Contains("Begin(") || text.Contains("End(") || text.Contains("Open(")));
}
