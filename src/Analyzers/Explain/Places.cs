using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Explain;

/// <summary>"Entry.cs(12)": as the compiler prints it, without the folder, so that the page of two machines is the same.</summary>
internal static class Places
{
    public static string Of(Location location)
    {
        var span = location.GetLineSpan();
        return $"{SafeLists.NameOf(span.Path)}({span.StartLinePosition.Line + 1})";
    }
}
