using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.States;

/// <summary>A statement that goes elsewhere among its siblings. Its comments go with it; blank lines stay.</summary>
internal static class Moved
{
    /// <summary>Null where a directive would be crossed: it may leave open whether the statements between are there at all.</summary>
    public static ImmutableArray<StatementSyntax>? Within(ImmutableArray<StatementSyntax> siblings, int from, int to)
    {
        var (first, last) = (Math.Min(from, to), Math.Max(from, to));
        var crossed = siblings.Skip(first).Take(last - first + 1).ToList();
        if (crossed.Exists(statement => statement.ContainsDirectives))
        {
            return null;
        }
        return crossed.TrueForAll(OwnsItsLine) ? ByLine(siblings, from, to)
            : crossed.TrueForAll(IsWithoutComments) ? BySlot(siblings, from, to)
            : null;
    }

    public static SyntaxTriviaList WithoutBlankLines(SyntaxTriviaList leading)
    {
        while (StartsWithLineEnd(leading))
        {
            leading = leading.RemoveAt(0);
        }
        return leading;
    }

    public static bool StartsWithLineEnd(SyntaxTriviaList leading) => leading.Count > 0 && leading[0].IsKind(SyntaxKind.EndOfLineTrivia);

    private static ImmutableArray<StatementSyntax> ByLine(ImmutableArray<StatementSyntax> siblings, int from, int to)
    {
        var above = siblings[from].GetLeadingTrivia();
        var moved = siblings[from].WithLeadingTrivia(WithoutBlankLines(above));
        if (from + 1 < siblings.Length)
        {
            // The next one takes the place: below a blank line if there is one, but never as the first of all.
            var next = siblings[from + 1];
            var plain = WithoutBlankLines(next.GetLeadingTrivia());
            siblings = from == 0 ? siblings.SetItem(1, next.WithLeadingTrivia(plain))
                : StartsWithLineEnd(above) ? siblings.SetItem(from + 1, next.WithLeadingTrivia(plain.Insert(0, above[0])))
                : siblings;
        }
        return siblings.RemoveAt(from).Insert(to, moved);
    }

    /// <summary>Where statements share lines, what is between them is layout of the place, and every place keeps its own.</summary>
    private static ImmutableArray<StatementSyntax> BySlot(ImmutableArray<StatementSyntax> siblings, int from, int to)
    {
        var moved = siblings.RemoveAt(from).Insert(to, siblings[from]);
        return [.. moved.Zip(siblings, (statement, slot) =>
            statement == slot ? statement : statement.WithLeadingTrivia(slot.GetLeadingTrivia()).WithTrailingTrivia(slot.GetTrailingTrivia()))];
    }

    private static bool OwnsItsLine(StatementSyntax statement) =>
        !Layout.SharesLine(statement) && statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    private static bool IsWithoutComments(StatementSyntax statement) =>
        !Layout.HasComment(statement.GetLeadingTrivia()) && !Layout.HasComment(statement.GetTrailingTrivia());
}
