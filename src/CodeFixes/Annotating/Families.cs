using Microsoft.CodeAnalysis;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>
/// Which new findings speak against an edit. Who marks a member asks for its body to be verified: what that finds in the body is no objection to the mark.
/// </summary>
internal static class Families
{
    private const string States = "NOINSTR4";

    public static Func<Diagnostic, bool> Same(Place place) => finding => finding.Id.StartsWith(Of(place), StringComparison.Ordinal);

    public static Func<Diagnostic, bool> SameOrStates(Place place) => finding => Same(place)(finding) || finding.Id.StartsWith(States, StringComparison.Ordinal);

    private static string Of(Place place) => place.Offence.Id.Substring(0, States.Length);
}
