using System.Globalization;
using System.Text;

namespace NoInstr.Analyzers.Rules;

/// <summary>Text from a file as messages show it: in quotes, not too long, and with what cannot be seen as its code.</summary>
internal static class Quotation
{
    private const int Longest = 200;

    public static string Of(string text)
    {
        var quoted = new StringBuilder("'");
        for (var i = 0; i < text.Length; i++)
        {
            if (i == Longest)
            {
                quoted.Append('…');
                break;
            }

            if (IsVisible(text[i]))
            {
                quoted.Append(text[i]);
            }
            else
            {
                quoted.Append("\\u").Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>A surrogate alone, or half of one, is no text that every console and log can take.</summary>
    private static bool IsVisible(char character) => character == ' ' || CharUnicodeInfo.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
