using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Robustness;

/// <summary>One edit that somebody who types makes: a token too few, a token too many, nothing after it yet.</summary>
internal readonly record struct Mutation(string Kind, TextChange Change)
{
    /// <summary>Every n-th token deleted, every m-th doubled, and the end of the file before every m-th.</summary>
    public static IEnumerable<Mutation> Of(SyntaxTree file, int deleted, int others)
    {
        var tokens = file.GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        var end = file.Length;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (i % deleted == 0)
            {
                yield return new Mutation($"'{token}' at {token.SpanStart} deleted", new TextChange(token.Span, ""));
            }

            if (i % others == others / 3)
            {
                yield return new Mutation($"'{token}' at {token.SpanStart} doubled", new TextChange(new TextSpan(token.SpanStart, 0), $"{token} "));
            }

            if (i % others == others * 2 / 3)
            {
                yield return new Mutation($"end of file before '{token}' at {token.SpanStart}", new TextChange(TextSpan.FromBounds(token.SpanStart, end), ""));
            }
        }
    }

    public SyntaxTree Apply(SyntaxTree file) => file.WithChangedText(file.GetText().WithChanges(Change));
}
