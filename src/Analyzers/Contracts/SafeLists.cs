using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Analyzers.Contracts;

/// <summary>The trusted lists of a project: its additional files <c>NoInstr.Safe.txt</c> and <c>NoInstr.Safe.*.txt</c>, in any folder and case.</summary>
internal static class SafeLists
{
    private const string Stem = "NoInstr.Safe.";
    private const string Extension = ".txt";

    /// <summary>An editor makes a compilation for every key that is pressed, and keeps the text of the list.</summary>
    private static readonly ConditionalWeakTable<SourceText, TrustList> Parsed = new();

    public static bool IsSafeList(AdditionalText file)
    {
        var name = NameOf(file.Path);
        return name.StartsWith(Stem, StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            && name.Length >= Stem.Length + Extension.Length - 1;
    }

    /// <summary>The list in a file; an empty one where the file cannot be read.</summary>
    public static TrustList Read(AdditionalText file) => file.GetText() is { } text ? Parse(text) : TrustList.Empty;

    public static TrustList Parse(SourceText text) => Parsed.GetValue(text, static unparsed => TrustList.Parse(unparsed.ToString()));

    /// <summary>The last part of a path of any system.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
