using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>Takes an attribute away. Comments stay: those above it where they are, one behind it on a line of its own.</summary>
internal static class Removal
{
    /// <summary>Null where a comment between the brackets would get lost.</summary>
    public static SyntaxNode? Of(SyntaxNode root, AttributeSyntax attribute)
    {
        if (attribute.Parent is not AttributeListSyntax list)
        {
            return null;
        }
        var edited = list.Attributes.Count > 1
            ? root.ReplaceNode(list, list.WithAttributes(list.Attributes.Remove(attribute)))
            : WithoutList(root, list);
        return edited is not null && Validation.SameRemarks(root, edited) ? edited : null;
    }

    private static SyntaxNode? WithoutList(SyntaxNode root, AttributeListSyntax list)
    {
        var mark = new SyntaxAnnotation();
        var next = list.GetLastToken().GetNextToken();
        if (next.RawKind == 0)
        {
            return null;
        }
        root = root.ReplaceNode(list, list.WithAdditionalAnnotations(mark));
        list = (AttributeListSyntax)root.GetAnnotatedNodes(mark).Single();
        next = list.GetLastToken().GetNextToken(includeZeroWidth: true);
        root = root.ReplaceToken(next, next.WithLeadingTrivia(LeadingOf(list, next)));
        return root.RemoveNode(root.GetAnnotatedNodes(mark).Single(), SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static SyntaxTriviaList LeadingOf(AttributeListSyntax list, SyntaxToken next)
    {
        var leading = list.GetLeadingTrivia();
        var behind = list.GetTrailingTrivia();
        if (!behind.Any(SyntaxKind.EndOfLineTrivia))
        {
            // What follows takes the place of the list, with a comment that stands between them.
            var between = behind.SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Concat(next.LeadingTrivia);
            return leading.AddRange(between);
        }
        var indentation = Layout.Indentation(leading);
        if (behind.FirstOrDefault(Layout.IsComment) is { RawKind: not 0 } comment)
        {
            leading = leading.Add(comment).Add(Layout.LineEnd).AddRange(indentation);
        }
        var below = next.LeadingTrivia;
        return below.Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            ? Layout.WithoutIndentation(leading).AddRange(below)
            : leading;
    }
}
