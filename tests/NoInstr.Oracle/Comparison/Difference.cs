using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Oracle.Comparison;

internal enum DifferenceKind
{
    /// <summary>A call in the IL that no event of the function names.</summary>
    Missed,

    /// <summary>An event that names a callee which the function's IL never calls.</summary>
    Phantom,

    /// <summary>Both name the callee, but in different statements.</summary>
    Misplaced,
}

/// <summary>Where the engine and the IL disagree. <paramref name="Group"/> sums up differences of one cause.</summary>
internal sealed record Difference(DifferenceKind Kind, string Group, string Target, string Member, Location Where, string Construct)
{
    public override string ToString()
    {
        var line = Where.GetLineSpan();
        var text = Where.SourceTree!.GetText().Lines[line.StartLinePosition.Line].ToString().Trim();
        return $"{Target}\n      in {Member} at {line.Path}({line.StartLinePosition.Line + 1}) [{Construct}]: {(text.Length > 160 ? text[..160] : text)}";
    }
}
