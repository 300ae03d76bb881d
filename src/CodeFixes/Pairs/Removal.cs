using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.States;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>A statement goes. Its comments and directives stay, above what comes next.</summary>
internal static class Removal
{
    public static SyntaxNode? Of(SyntaxNode root, StatementSyntax statement)
    {
        if (statement.Parent is LabeledStatementSyntax)
        {
            return root.ReplaceNode(statement, SyntaxFactory.EmptyStatement().WithTriviaFrom(statement));
        }
        if (StatementLists.IsEmbedded(statement))
        {
            var braces = Layout.Block([]);
            return Layout.HasDirective(statement.GetLeadingTrivia())
                ? null
                : root.ReplaceNode(statement, braces.WithCloseBraceToken(braces.CloseBraceToken.WithLeadingTrivia(StatementLists.RemarksOf(statement))));
        }
        return Siblings.Of(statement) is null ? null : OfList(root, statement);
    }

    private static SyntaxNode OfList(SyntaxNode root, StatementSyntax statement)
    {
        var above = statement.GetLeadingTrivia();
        var remarks = StatementLists.RemarksOf(statement);
        var endsLine = Layout.SharesLine(statement) && statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        var tracked = root.TrackNodes(statement);
        var next = tracked.GetCurrentNode(statement)!.GetLastToken().GetNextToken(includeZeroWidth: true);
        var leading = next.LeadingTrivia;
        if (remarks.Count > 0)
        {
            leading = remarks.AddRange(leading);
        }
        else if (Siblings.Of(statement)!.Index == 0 && !next.IsKind(SyntaxKind.CloseBraceToken) && next.Parent is not CompilationUnitSyntax)
        {
            leading = Moved.StartsWithLineEnd(above) ? leading : Moved.WithoutBlankLines(leading);
        }
        else if (Moved.StartsWithLineEnd(above) && !Moved.StartsWithLineEnd(leading) && !next.IsKind(SyntaxKind.CloseBraceToken))
        {
            leading = leading.Insert(0, above[0]); // the blank line above stays one
        }
        tracked = tracked.ReplaceToken(next, next.WithLeadingTrivia(leading));

        var siblings = Siblings.Of(tracked.GetCurrentNode(statement)!)!;
        var rest = siblings.Statements.RemoveAt(siblings.Index);
        if (endsLine && siblings.Index > 0)
        {
            var previous = rest[siblings.Index - 1];
            rest = rest.SetItem(siblings.Index - 1, previous.WithTrailingTrivia(Layout.EndingLine(previous.GetTrailingTrivia())));
        }
        return siblings.With(tracked, rest);
    }
}
