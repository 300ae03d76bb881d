using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>
/// <c>#if … #endif</c> and <c>#region … #endregion</c> are whole or not: braces that go around a part of one would be missing, or too many, in another
/// configuration.
/// </summary>
internal static class Directives
{
    public static bool AreWholeIn(TextSpan span, SyntaxNode root) => !root.ContainsDirectives || root
        .DescendantTrivia(span, descendIntoTrivia: true)
        .Where(trivia => trivia.IsDirective && span.Contains(trivia.Span))
        .Select(trivia => trivia.GetStructure())
        .OfType<DirectiveTriviaSyntax>()
        .All(directive => directive.GetRelatedDirectives().All(related => span.Contains(related.Span)));
}
