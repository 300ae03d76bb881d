using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes;

/// <summary>Trivia: what new code stands on, and what may be taken away without losing a comment or a directive.</summary>
internal static class Layout
{
    /// <summary>Not elastic: the formatter would add blank lines. <see cref="Finish"/> writes it as the file does.</summary>
    public static readonly SyntaxTrivia LineEnd = SyntaxFactory.CarriageReturnLineFeed;

    public static TStatement OnOwnLine<TStatement>(TStatement statement)
        where TStatement : StatementSyntax =>
        statement
            .WithLeadingTrivia(SyntaxFactory.ElasticMarker)
            .WithTrailingTrivia(LineEnd)
            .WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>
    /// Under the statement that leads with this trivia, as that one is indented: the formatter would follow its own idea of the
    /// place. Left to the formatter where that statement does not start a line.
    /// </summary>
    public static TStatement Aligned<TStatement>(TStatement statement, SyntaxTriviaList leading)
        where TStatement : StatementSyntax =>
        statement is UsingStatementSyntax || !EndsWithIndentation(leading) || HasComment(statement.GetLeadingTrivia())
            ? statement
            : statement.WithoutAnnotations(Formatter.Annotation).WithLeadingTrivia(Indentation(leading));

    public static BlockSyntax Block(IEnumerable<StatementSyntax> statements) =>
        SyntaxFactory.Block(
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithTrailingTrivia(LineEnd),
                SyntaxFactory.List(statements),
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithTrailingTrivia(LineEnd))
            .WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>Statements that share a line have to be taken apart when more come between them.</summary>
    public static SyntaxAnnotation[] IfOnOneLine(SyntaxNode container) =>
        container.ChildNodes().OfType<StatementSyntax>().Any(SharesLine) ? [Formatter.Annotation] : [];

    public static bool SharesLine(StatementSyntax statement) =>
        statement.GetFirstToken().GetPreviousToken() is { RawKind: not 0 } previous
        && !previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
        && !statement.GetLeadingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    public static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia);

    public static bool HasComment(SyntaxTriviaList trivia) => trivia.Any(IsComment);

    /// <summary>The trivia with nothing but a line end behind the last comment.</summary>
    public static SyntaxTriviaList EndingLine(SyntaxTriviaList trailing)
    {
        if (trailing.Any(SyntaxKind.EndOfLineTrivia))
        {
            return trailing;
        }
        while (trailing.Count > 0 && trailing[trailing.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia))
        {
            trailing = trailing.RemoveAt(trailing.Count - 1);
        }
        return trailing.Add(LineEnd);
    }

    public static bool HasDirective(SyntaxTriviaList trivia) => trivia.Any(t => t.IsDirective || t.IsKind(SyntaxKind.DisabledTextTrivia));

    /// <summary>The list without the indentation of the token that it leads.</summary>
    public static SyntaxTriviaList WithoutIndentation(SyntaxTriviaList leading) =>
        EndsWithIndentation(leading) ? leading.RemoveAt(leading.Count - 1) : leading;

    /// <summary>The indentation alone of the token that the list leads.</summary>
    public static SyntaxTriviaList Indentation(SyntaxTriviaList leading) =>
        SyntaxFactory.TriviaList(EndsWithIndentation(leading) ? leading[leading.Count - 1] : SyntaxFactory.ElasticMarker);

    private static bool EndsWithIndentation(SyntaxTriviaList leading) =>
        leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia);

    /// <summary>Comments and directives of the node, in order: an edit must keep every one.</summary>
    public static IEnumerable<string> Remarks(SyntaxNode node) =>
        node.DescendantTrivia()
            .Where(t => IsComment(t) || t.IsDirective || t.IsKind(SyntaxKind.DisabledTextTrivia))
            .Select(t => t.ToFullString().Trim());
}
