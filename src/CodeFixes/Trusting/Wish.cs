using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Trusting;

/// <summary>A finding, and the callees that have to be trusted so that it goes.</summary>
internal sealed class Wish
{
    /// <summary>A construct calls a handful of members (foreach: four). What calls more is a body, and should be marked or looked at.</summary>
    private const int MostMembers = 8;

    public Wish(Diagnostic diagnostic)
    {
        Place = (diagnostic.Id, diagnostic.Location);
        Ids = [IdOf(diagnostic)!];
    }

    public (string Id, Location Location) Place { get; }

    public List<string> Ids { get; }

    /// <summary>False where that does not lead further: what is left has no callee that could be named, or is listed in vain.</summary>
    public bool Add(Diagnostic left)
    {
        if (IdOf(left) is not { } id || Ids.Contains(id) || Ids.Count == MostMembers)
        {
            return false;
        }
        Ids.Add(id);
        return true;
    }

    public static string? IdOf(Diagnostic diagnostic) =>
        Callee.IsNamedBy(diagnostic.Id) && diagnostic.Properties.TryGetValue(PropertyKeys.Callee, out var id) ? id : null;
}
