namespace NoInstr.Analyzers.Contracts;

/// <summary>A line of a text, without the white space around what it says. <c>Number</c> is from 1.</summary>
internal readonly record struct TextLine(string Text, int Number, int Start, int End)
{
    public bool IsEmpty => Start == End;

    public int SkipSpace(int position)
    {
        while (position < End && IsSpace(Text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>A byte-order mark is no space by Unicode, but means as little at the start of a file.</summary>
    public static bool IsSpace(char character) => char.IsWhiteSpace(character) || character == '\uFEFF';
}

/// <summary>The lines of a text. Knows nothing of Roslyn, but ends a line where its SourceText does, so that numbers are those of compiler and editor.</summary>
internal static class TextLines
{
    private static readonly char[] Breaks = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    public static IEnumerable<TextLine> Of(string text)
    {
        var number = 1;
        for (var start = 0; start < text.Length; number++)
        {
            var end = text.IndexOfAny(Breaks, start);
            end = end < 0 ? text.Length : end;
            yield return Trim(text, number, start, end);
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    private static TextLine Trim(string text, int number, int start, int end)
    {
        while (end > start && TextLine.IsSpace(text[end - 1]))
        {
            end--;
        }

        var line = new TextLine(text, number, start, end);
        return line with { Start = line.SkipSpace(start) };
    }
}
