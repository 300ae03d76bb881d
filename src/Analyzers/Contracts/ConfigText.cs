namespace NoInstr.Analyzers.Contracts;

/// <summary>One <c>key = value</c> of a configuration file. <c>Start</c> and <c>Length</c> are where the pair stands in the text.</summary>
internal readonly record struct ConfigPair(string Key, string Value, int Start, int Length, bool IsInSection)
{
    /// <summary>Whether the compiler takes it as an option of the whole compilation: above the sections of a global file.</summary>
    public bool IsGlobal { get; init; }
}

/// <summary>
/// The text of an <c>.editorconfig</c> or <c>.globalconfig</c>, as far as it takes to find a key in it, read as Roslyn's AnalyzerConfig reads
/// it: <c>=</c> or <c>:</c> after the key, and a comment begins at the first <c>#</c> or <c>;</c>. Knows nothing of Roslyn.
/// </summary>
internal static class ConfigText
{
    private const string GlobalName = ".globalconfig";
    private const string GlobalKey = "is_global";

    public static bool IsConfig(string name) =>
        name.EndsWith(GlobalName, StringComparison.OrdinalIgnoreCase) || name.EndsWith(".editorconfig", StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<ConfigPair> Read(string name, string text)
    {
        var pairs = new List<ConfigPair>();
        var isInSection = false;
        foreach (var line in TextLines.Of(text))
        {
            isInSection |= !line.IsEmpty && text[line.Start] == '[';
            if (Pair(line, isInSection) is { } pair)
            {
                pairs.Add(pair);
            }
        }

        // Whatever its value is, the key alone makes a file global; so does the name.
        var isGlobal = name.Equals(GlobalName, StringComparison.OrdinalIgnoreCase)
            || pairs.Any(pair => !pair.IsInSection && pair.Key.Equals(GlobalKey, StringComparison.OrdinalIgnoreCase));
        return [.. pairs.Select(pair => pair with { IsGlobal = isGlobal && !pair.IsInSection })];
    }

    private static ConfigPair? Pair(TextLine line, bool isInSection)
    {
        var keyEnd = line.Start;
        while (keyEnd < line.End && IsOfKey(line.Text[keyEnd]))
        {
            keyEnd++;
        }

        var separator = line.SkipSpace(keyEnd);
        if (keyEnd == line.Start || separator == line.End || line.Text[separator] is not ('=' or ':'))
        {
            return null;
        }

        var comment = line.Text.IndexOfAny(['#', ';'], separator, line.End - separator);
        var value = line.Text.Substring(separator + 1, (comment < 0 ? line.End : comment) - separator - 1);
        var length = separator + 1 + value.TrimEnd().Length - line.Start;
        return new ConfigPair(line.Text.Substring(line.Start, keyEnd - line.Start), value.Trim(), line.Start, length, isInSection);
    }

    private static bool IsOfKey(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.';
}
