using System.Globalization;
using System.Text;

namespace NoInstr.Analyzers.Explain;

/// <summary>One entry is one line, and reads as it is written: a justification must not forge what stands around it. For an auditor that matters more than its line breaks.</summary>
internal static class PlainText
{
    public static string Of(string text) => text.Any(IsHidden)
        ? text.Aggregate(new StringBuilder(), static (shown, character) => IsHidden(character) ? shown.Append($"\\u{(int)character:X4}") : shown.Append(character)).ToString()
        : text;

    /// <summary>Line breaks, other control characters, and those that turn the direction of text.</summary>
    private static bool IsHidden(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
