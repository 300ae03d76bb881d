using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NoInstr.CodeFixes.States;

namespace NoInstr.CodeFixes.Refactorings;

/// <summary>What is selected, as code: whole statements of one list, one embedded statement, or an expression body.</summary>
internal static class Selection
{
    /// <summary>Empty where a statement is selected in part, or nothing is. White space and comments around them may be selected, too.</summary>
    public static ImmutableArray<StatementSyntax> Statements(SyntaxNode root, TextSpan selected, SourceText text)
    {
        var span = Trimmed(selected, text);
        if (span.IsEmpty)
        {
            return [];
        }
        foreach (var node in root.FindNode(span).AncestorsAndSelf())
        {
            var inside = node switch
            {
                StatementSyntax statement when span.Contains(statement.Span) => StatementLists.IsEmbedded(statement) || Siblings.Of(statement) is not null ? [statement] : [],
                BlockSyntax block => Covered(block.Statements, span),
                SwitchSectionSyntax section => Covered(section.Statements, span),
                CompilationUnitSyntax unit => Covered(unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement), span),
                _ => [],
            };
            if (!inside.IsEmpty)
            {
                return inside;
            }
        }
        return [];
    }

    /// <summary>The arrow clause, or the lambda, whose expression is selected.</summary>
    public static SyntaxNode? ExpressionBodyOf(SyntaxNode root, TextSpan selected, SourceText text)
    {
        var span = Trimmed(selected, text);
        var expression = span.IsEmpty ? null : root.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<ExpressionSyntax>().LastOrDefault(node => node.Span == span);
        return expression?.Parent is ArrowExpressionClauseSyntax or LambdaExpressionSyntax ? expression.Parent : null;
    }

    private static ImmutableArray<StatementSyntax> Covered(IEnumerable<StatementSyntax> list, TextSpan span)
    {
        var touched = list.Where(statement => statement.Span.OverlapsWith(span)).ToImmutableArray();
        return touched.IsEmpty || span.Start > touched[0].SpanStart || span.End < touched[touched.Length - 1].Span.End
            || span.Start < touched[0].FullSpan.Start || span.End > touched[touched.Length - 1].FullSpan.End
            ? []
            : touched;
    }

    private static TextSpan Trimmed(TextSpan span, SourceText text)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }
        return TextSpan.FromBounds(start, end);
    }
}
