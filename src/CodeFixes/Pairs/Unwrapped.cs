using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using NoInstr.CodeFixes.States;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>
/// The statements of a block take the place of the statement that has the block for its body. They keep the braces where they stand in no list, or where what they
/// declare would be seen by others.
/// </summary>
internal static class Unwrapped
{
    /// <summary>Null where a directive stands at a brace: it would say something else.</summary>
    /// <param name="first">What is to come before them, if anything.</param>
    /// <param name="last">What is to come after them, if anything.</param>
    public static SyntaxNode? InPlace(SyntaxNode root, StatementSyntax whole, BlockSyntax block, StatementSyntax? first = null, StatementSyntax? last = null)
    {
        var head = whole.DescendantTokens().TakeWhile(token => token != block.OpenBraceToken).Append(block.OpenBraceToken)
            .SelectMany(token => token == whole.GetFirstToken() ? token.TrailingTrivia : token.LeadingTrivia.AddRange(token.TrailingTrivia)).ToList();
        if (head.Concat(block.CloseBraceToken.LeadingTrivia).Any(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia)))
        {
            return null;
        }
        var siblings = Siblings.Of(whole);
        var isInList = siblings is not null && IsApart(whole, block);
        var inside = isInList ? Spliced(whole, block) : [WithoutHead(block)];
        if (inside.IsEmpty)
        {
            return null;
        }
        ImmutableArray<StatementSyntax> statements = [.. first is null ? [] : new[] { first }, .. inside, .. last is null ? [] : new[] { last }];
        statements = statements.SetItem(0, statements[0].WithLeadingTrivia(Above(whole, head, first is null ? inside[0] : null)));
        var end = statements.Length - 1;
        statements = statements.SetItem(end, whole.CopyAnnotationsTo(statements[end].WithTrailingTrivia(Below(whole, statements[end]))));
        return siblings is not null
            ? siblings.With(root, [.. siblings.Statements.Take(siblings.Index), .. statements, .. siblings.Statements.Skip(siblings.Index + 1)])
            : statements.Length == 1 ? root.ReplaceNode(whole, statements[0])
            : StatementLists.Replace(root, whole, statements);
    }

    /// <summary>The statements, with the comments at the closing brace behind the last one.</summary>
    private static ImmutableArray<StatementSyntax> Spliced(StatementSyntax whole, BlockSyntax block)
    {
        if (block.Statements.Count == 0)
        {
            return [];
        }
        var indentation = Layout.Indentation(whole.GetLeadingTrivia());
        var remarks = block.CloseBraceToken.LeadingTrivia.AddRange(whole.GetLastToken() == block.CloseBraceToken ? default : block.CloseBraceToken.TrailingTrivia)
            .Where(Layout.IsComment)
            .SelectMany(comment => indentation.Add(comment).Add(Layout.LineEnd))
            .ToList();
        var last = block.Statements[block.Statements.Count - 1];
        var trailing = remarks.Count == 0 ? last.GetTrailingTrivia() : Layout.EndingLine(last.GetTrailingTrivia()).AddRange(remarks);
        return [.. UsingScope.Outside(block.Statements.Replace(last, last.WithTrailingTrivia(trailing)))];
    }

    private static BlockSyntax WithoutHead(BlockSyntax block) => block
        .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(Layout.LineEnd))
        .WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>What stood above, then what was said on the line of the head, then what the first one brings along.</summary>
    private static SyntaxTriviaList Above(StatementSyntax whole, IEnumerable<SyntaxTrivia> head, StatementSyntax? first)
    {
        var leading = whole.GetLeadingTrivia();
        var indentation = Layout.Indentation(leading);
        var remarks = head.Where(Layout.IsComment).SelectMany(comment => indentation.Add(comment).Add(Layout.LineEnd)).ToList();
        return Layout.WithoutIndentation(leading).AddRange(remarks)
            .AddRange(first is null or BlockSyntax ? indentation : Moved.WithoutBlankLines(first.GetLeadingTrivia()));
    }

    /// <summary>A comment behind the whole goes behind the last one; so does the end of the line.</summary>
    private static SyntaxTriviaList Below(StatementSyntax whole, StatementSyntax last)
    {
        var trailing = whole.GetTrailingTrivia();
        var own = last is BlockSyntax ? default : last.GetTrailingTrivia();
        return !trailing.Any(SyntaxKind.EndOfLineTrivia) ? own
            : !Layout.HasComment(trailing) ? Layout.EndingLine(own)
            : !Layout.HasComment(own) && !own.Any(trivia => trivia.IsDirective) ? trailing
            : Layout.EndingLine(own).AddRange(Layout.Indentation(whole.GetLeadingTrivia())).AddRange(trailing.SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
    }

    private static bool IsApart(StatementSyntax whole, BlockSyntax block)
    {
        var container = whole.Ancestors().FirstOrDefault(node => node is BlockSyntax or SwitchStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);
        return container is not null && Names.AreApart(
            Names.Declared(block),
            container.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && !whole.Span.Contains(token.Span)).Select(token => token.ValueText));
    }
}
