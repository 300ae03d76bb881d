using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Finds where a file writes one of some names, by its text: nodes are made only for what is found. That is what makes it cheap to look at
/// every file of a project that has next to nothing to find.
/// </summary>
internal sealed class NameSearch
{
    private const int EscapeHash = 0;

    private readonly HashSet<string> _names;
    private readonly HashSet<int> _hashes;

    public NameSearch(IEnumerable<string> names)
    {
        _names = new HashSet<string>(names, StringComparer.Ordinal);
        _hashes = [.. _names.Select(static name => name.Aggregate(0, Mix))];
    }

    /// <summary>Whether a file contains the name, or an escape, which may spell a part of it, or what may stand inside of a name and is none of it.</summary>
    public static bool MayMention(SyntaxTree tree, string name, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        return text.IndexOf(name, StringComparison.Ordinal) >= 0
            || text.IndexOf("\\u", StringComparison.Ordinal) >= 0
            || text.IndexOf("\\U", StringComparison.Ordinal) >= 0
            || HasFormatting(text);
    }

    /// <summary>The hash of each name in a file, once, for <see cref="MayBeAmong"/>.</summary>
    /// <param name="isOfInterest">As for <see cref="In"/>.</param>
    public static ImmutableArray<int> HashesIn(SyntaxTree tree, Func<string, int, bool> isOfInterest, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        return [.. Words(text).Where(word => isOfInterest(text, word.End)).Select(static word => word.Hash).Distinct()];
    }

    /// <summary>Whether one of the names may be among those with these hashes.</summary>
    public bool MayBeAmong(ImmutableArray<int> hashes) => hashes.Any(MayBe);

    /// <summary>The identifiers of the tree that are one of the names, but those that a look at the text alone rules out.</summary>
    /// <param name="isOfInterest">Asked with the text and the position behind the name.</param>
    public IEnumerable<SyntaxToken> In(SyntaxTree tree, Func<string, int, bool>? isOfInterest, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        SyntaxNode? root = null;
        foreach (var (start, end, hash) in Words(text))
        {
            if (!MayBe(hash) || isOfInterest?.Invoke(text, end) == false)
            {
                continue;
            }

            root ??= tree.GetRoot(cancellation);
            var token = root.FindToken(start);
            if (token.Span.Contains(start) && token.IsKind(SyntaxKind.IdentifierToken) && _names.Contains(token.ValueText))
            {
                yield return token;
            }
        }
    }

    /// <summary>An escape may spell any name.</summary>
    private bool MayBe(int hash) => hash == EscapeHash || _hashes.Contains(hash);

    private static IEnumerable<(int Start, int End, int Hash)> Words(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPartOfName(text[i]))
            {
                if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is 'u' or 'U')
                {
                    yield return (i, i, EscapeHash);
                }

                continue;
            }

            var start = i;
            var hash = 0;
            for (; i < text.Length && IsPartOfName(text[i]); i++)
            {
                hash = IsFormatting(text[i]) ? hash : Mix(hash, text[i]);
            }

            yield return (start, i, hash);
            i--;
        }
    }

    private static bool IsPartOfName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or > '\x7f';

    private static bool HasFormatting(string text)
    {
        foreach (var c in text)
        {
            if (IsFormatting(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The compiler ignores it in an identifier, so that it hides the name from who reads the text alone.</summary>
    private static bool IsFormatting(char c) => c > '\x7f' && char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static int Mix(int hash, char c) => unchecked((hash * 31) + c);
}
