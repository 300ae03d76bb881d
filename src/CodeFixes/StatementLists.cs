using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes;

/// <summary>Where a statement stands: in a list of statements, or embedded in another statement without braces.</summary>
internal static class StatementLists
{
    /// <summary>The siblings, or null when the statement does not stand in the list of a block or of a switch section.</summary>
    public static SyntaxList<StatementSyntax>? Around(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        _ => null,
    };

    /// <summary>The body of an if, else, loop, using, lock or fixed statement, written without braces.</summary>
    public static bool IsEmbedded(StatementSyntax statement) => statement is not BlockSyntax && statement.Parent switch
    {
        IfStatementSyntax or ElseClauseSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax => true,
        CommonForEachStatementSyntax or LockStatementSyntax or UsingStatementSyntax or FixedStatementSyntax => true,
        _ => false,
    };

    public static SyntaxNode WithStatements(SyntaxNode list, SyntaxList<StatementSyntax> statements) => list switch
    {
        BlockSyntax block => block.WithStatements(statements),
        SwitchSectionSyntax section => section.WithStatements(statements),
        _ => list,
    };

    /// <summary>Replaces the statement by several; an embedded one gets braces. Null where statements cannot be put.</summary>
    public static SyntaxNode? Replace(SyntaxNode root, StatementSyntax statement, IEnumerable<StatementSyntax> replacement)
    {
        if (Around(statement) is { } siblings)
        {
            return root.ReplaceNode(statement.Parent!, WithStatements(statement.Parent!, siblings.ReplaceRange(statement, replacement)));
        }
        return IsEmbedded(statement) && !Layout.HasDirective(statement.GetLeadingTrivia())
            ? root.ReplaceNode(statement, Layout.Block(replacement))
            : null;
    }

    /// <summary>Takes the statement at the index out of a list; its comments move to what follows. Null when there is nothing.</summary>
    public static SyntaxList<StatementSyntax>? Without(SyntaxList<StatementSyntax> list, int index)
    {
        var removed = list[index];
        var remarks = RemarksOf(removed);
        if (remarks.Count == 0)
        {
            return KeepBlankLine(list, index).RemoveAt(index);
        }
        if (index + 1 == list.Count)
        {
            return null;
        }
        var next = list[index + 1];
        return list.Replace(next, next.WithLeadingTrivia(remarks.AddRange(next.GetLeadingTrivia()))).RemoveAt(index);
    }

    /// <summary>What is worth keeping of a statement that goes: its leading comments, and a trailing one on a line of its own.</summary>
    public static SyntaxTriviaList RemarksOf(StatementSyntax removed)
    {
        var leading = removed.GetLeadingTrivia();
        var trailing = removed.GetTrailingTrivia();
        var remarks = SyntaxFactory.TriviaList();
        if (Layout.HasComment(leading) || Layout.HasDirective(leading))
        {
            remarks = Layout.WithoutIndentation(leading);
        }
        if (Layout.HasComment(trailing))
        {
            remarks = remarks
                .AddRange(Layout.Indentation(leading))
                .AddRange(trailing.SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        }
        return remarks;
    }

    /// <summary>A blank line above the statement that goes stays above the next one, when that has none.</summary>
    private static SyntaxList<StatementSyntax> KeepBlankLine(SyntaxList<StatementSyntax> list, int index)
    {
        if (index == 0 || index + 1 == list.Count || !StartsWithLineEnd(list[index]) || StartsWithLineEnd(list[index + 1]))
        {
            return list;
        }
        var next = list[index + 1];
        return list.Replace(next, next.WithLeadingTrivia(next.GetLeadingTrivia().Insert(0, list[index].GetLeadingTrivia()[0])));
    }

    private static bool StartsWithLineEnd(StatementSyntax statement) =>
        statement.GetLeadingTrivia() is { Count: > 0 } leading && leading[0].IsKind(SyntaxKind.EndOfLineTrivia);
}
