using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

internal static class Scope
{
    /// <summary>Statements before the scope, in it and after it, as one list. Nothing inside: no scope.</summary>
    public static ImmutableArray<StatementSyntax> Around(
        ScopeForm form,
        ImmutableArray<StatementSyntax> before,
        ImmutableArray<StatementSyntax> inside,
        ImmutableArray<StatementSyntax> after)
    {
        if (inside.IsEmpty)
        {
            return [.. before, .. after];
        }
        return form == ScopeForm.BeginEnd
            ? [.. before, ScopeMarkers.Begin(), .. inside, ScopeMarkers.End(), .. after]
            : [.. before, ScopeMarkers.OpenBlock(inside), .. after];
    }
}
